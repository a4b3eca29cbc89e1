package dev.firn.enrichments.assets;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of an {@link AssetStore}. Not thread-safe. */
public final class AssetStoreBuilder {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final String VERSION = AssetStore.class.getPackage().getImplementationVersion();

    final InstantSource clock;
    AssetListener listener = AssetListener.SILENT;
    private long maxBytes = 1L << 30;

    @Nullable
    Duration period;

    private final List<AssetSource> given = new ArrayList<>();
    private List<ClassLoader> loaders = List.of(AssetStore.class.getClassLoader());
    private Retries retries = new Retries(5, Duration.ofMillis(1500));
    private Duration requestTimeout = Duration.ofMinutes(2);
    private @Nullable Path folder;
    private boolean keep;
    private boolean forced;

    AssetStoreBuilder(InstantSource clock) {
        this.clock = clock;
    }

    /** Told what becomes of files. */
    public AssetStoreBuilder listener(AssetListener value) {
        listener = requireNonNull(value);
        return this;
    }

    /** A source that is asked before those that are found on the class path. The store closes it. */
    public AssetStoreBuilder source(AssetSource value) {
        given.add(requireNonNull(value));
        return this;
    }

    /** Where sources are looked for, instead of this class's own loader. */
    public AssetStoreBuilder classLoaders(Collection<ClassLoader> values) {
        loaders = List.copyOf(values);
        return this;
    }

    /**
     * Where downloads go, made if missing; by default a private folder that is removed in the end. Two stores must not share
     * one.
     */
    public AssetStoreBuilder workFolder(Path value) {
        folder = requireNonNull(value);
        return this;
    }

    /**
     * Leaves downloads in the work folder: the next start asks only whether they changed, and uses them as they are when that
     * fails or brings something unfit. Needs a work folder.
     */
    public AssetStoreBuilder keepDownloads() {
        keep = true;
        return this;
    }

    /** Ignores what an earlier start left in the work folder. */
    public AssetStoreBuilder forceDownloads() {
        forced = true;
        return this;
    }

    /** Refreshes in the background, about this often; never by default. */
    public AssetStoreBuilder refreshEvery(Duration value) {
        period = positive(value, "refreshEvery");
        return this;
    }

    /** The longest file that is downloaded; 1 GiB by default. */
    public AssetStoreBuilder maxBytes(long value) {
        if (value < 1) {
            throw new IllegalArgumentException("maxBytes is " + value + ", expected at least 1");
        }
        maxBytes = value;
        return this;
    }

    /** The longest that one try of a download may take; 120 s by default. */
    public AssetStoreBuilder requestTimeout(Duration value) {
        requestTimeout = positive(value, "requestTimeout");
        return this;
    }

    /** How often a download over http is tried, and the longest first pause between two; 5 and 1.5 s by default. */
    public AssetStoreBuilder retries(int tries, Duration firstPause) {
        if (tries < 1) {
            throw new IllegalArgumentException("tries is " + tries + ", expected at least 1");
        }
        return retries(new Retries(tries, positive(firstPause, "firstPause")));
    }

    AssetStoreBuilder retries(Retries value) {
        retries = value;
        return this;
    }

    /**
     * @throws IllegalStateException when options contradict each other
     * @throws UncheckedIOException when the work folder cannot be used
     */
    public AssetStore build() {
        if (keep && folder == null) {
            throw new IllegalStateException("keepDownloads needs a workFolder");
        }
        return new AssetStore(this);
    }

    RemoteFile.Limits limits() {
        return new RemoteFile.Limits(maxBytes, requestTimeout);
    }

    Sources sources() {
        String userAgent = "firn/" + (VERSION == null ? "development" : VERSION);
        return Sources.of(
                given, loaders, new HttpSource(new HttpSource.Limits(CONNECT, requestTimeout), userAgent, retries));
    }

    WorkFolder work() {
        try {
            return folder == null
                    ? WorkFolder.temporary()
                    : WorkFolder.at(folder, new WorkFolder.Keeping(keep, forced));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + folder + " for downloads: " + Reason.of(e), e);
        }
    }

    private static Duration positive(Duration value, String name) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " is " + value + ", expected more than nothing");
        }
        return value;
    }
}
