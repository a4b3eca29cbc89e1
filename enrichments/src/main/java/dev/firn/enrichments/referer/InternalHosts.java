package dev.firn.enrichments.referer;

import java.util.Set;

/**
 * The hosts of one's own pages, by exact spelling.
 *
 * @param withSubdomains whether {@code a.b} means {@code x.a.b} too
 */
record InternalHosts(Set<String> hosts, boolean withSubdomains) {

    boolean contains(String host) {
        return hosts.contains(host) || withSubdomains && containsParent(host);
    }

    private boolean containsParent(String host) {
        return hosts.stream()
                .anyMatch(parent -> host.length() > parent.length()
                        && host.endsWith(parent)
                        && host.charAt(host.length() - parent.length() - 1) == '.');
    }
}
