package dev.firn.enrichments.referer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Websites by host and path, and by the value of {@code utm_source}. Immutable.
 *
 * <p>A domain is a host, or a host with a path. For a page, three paths are tried (the whole one, its first segment, none)
 * and with each of them all hosts, from the page's own down to its last label; the first domain that is known counts.
 *
 * <p>The paths are the outer loop by contract. Here there is one loop, over the hosts, from the shortest to the longest,
 * which keeps the last hit of each path. Hosts are hashed from their end, so one pass over the text gives the hashes of
 * all of them, and no text is made to look one up.
 */
final class ReferrerTable {

    private final @Nullable Site[] sites; // open addressing: a free place ends every search
    private final Map<String, ReferrerSource> byUtmSource;

    private ReferrerTable(Collection<Site> all, Map<String, ReferrerSource> byUtmSource) {
        this.sites = new @Nullable Site[Integer.highestOneBit(Math.max(8, all.size() * 4))];
        this.byUtmSource = Map.copyOf(byUtmSource);
        all.forEach(this::place);
    }

    private void place(Site site) {
        int hash = 0;
        for (int i = site.host.length() - 1; i >= 0; i--) {
            hash = hash * 31 + site.host.charAt(i);
        }
        int place = place(hash);
        while (sites[place] != null) {
            place = next(place);
        }
        sites[place] = site;
    }

    /** @param path of the page, encoded as it came; null is empty */
    @Nullable
    ReferrerSource find(String host, @Nullable String path) {
        ReferrerSource byPath = null;
        ReferrerSource bySegment = null;
        ReferrerSource byHost = null;
        PagePath page = null;
        int hash = 0;
        for (int i = host.length() - 1; i >= 0; i--) {
            hash = hash * 31 + host.charAt(i);
            Site site = i == 0 || host.charAt(i - 1) == '.' ? site(host, i, hash) : null;
            if (site == null) {
                continue;
            }
            byHost = site.source != null ? site.source : byHost;
            if (path != null && !site.byPath.isEmpty()) {
                page = page != null ? page : PagePath.of(path);
                byPath = site.byPath.getOrDefault(page.whole(), byPath);
                bySegment = site.byPath.getOrDefault(page.segment(), bySegment);
            }
        }
        return byPath != null ? byPath : bySegment != null ? bySegment : byHost;
    }

    private @Nullable Site site(String text, int start, int hash) {
        int length = text.length() - start;
        for (int place = place(hash); ; place = next(place)) {
            Site site = sites[place];
            if (site == null || site.host.length() == length && text.startsWith(site.host, start)) {
                return site;
            }
        }
    }

    private int place(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ mixed >>> 16) & sites.length - 1;
    }

    private int next(int place) {
        return place + 1 & sites.length - 1;
    }

    /** Whether any website is known by {@code utm_source}. */
    boolean hasUtmSources() {
        return !byUtmSource.isEmpty();
    }

    @Nullable
    ReferrerSource ofUtmSource(String value) {
        return byUtmSource.get(value);
    }

    /** What is known of one host. */
    private static final class Site {
        private final String host;
        private final Map<String, ReferrerSource> byPath = new HashMap<>(2);
        private @Nullable ReferrerSource source;

        Site(String host) {
            this.host = host;
        }
    }

    /** Collects websites; of two with the same domain the later counts. */
    static final class Builder {
        private final Map<String, Site> sites = new HashMap<>();
        private final Map<String, ReferrerSource> byUtmSource = new HashMap<>();

        void domain(String domain, ReferrerSource source) {
            int slash = domain.indexOf('/');
            String host = slash < 0 ? domain : domain.substring(0, slash);
            Site site = sites.computeIfAbsent(host, Site::new);
            if (slash < 0) {
                site.source = source;
            } else {
                site.byPath.put(domain.substring(slash), source);
            }
        }

        void utmSource(String value, ReferrerSource source) {
            byUtmSource.put(value, source);
        }

        /** Ends the use of this builder. */
        ReferrerTable build() {
            return new ReferrerTable(sites.values(), byUtmSource);
        }
    }
}
