package dev.firn.enrichments.assets;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.assets.WatchedAsset.Look;
import dev.firn.enrichments.assets.WatchedAsset.Unfit;
import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * {@link Assets} from everywhere, kept up to date. Thread-safe; opening and refreshing exclude each other, while the states
 * in use can be had at any time.
 *
 * <p>An asset of several files changes as a whole: while one of them cannot be had, news of the others wait. Content that its
 * loader refused is not loaded again until it changes, but reported at each refresh. Every location is asked once per
 * refresh, however many assets use it.
 */
public final class AssetStore implements Assets, AutoCloseable {

    private static final String USING_EARLIER = "; using an earlier download";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final AssetListener listener;
    private final Sources sources;
    private final WorkFolder work;
    private final RemoteFile.Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, TrackedFile> files = new HashMap<>();
    private final List<WatchedAsset<?>> assets = new CopyOnWriteArrayList<>();
    private final @Nullable Refresher refresher;
    private volatile boolean closed;

    AssetStore(AssetStoreBuilder options) {
        clock = options.clock;
        listener = new CarefulListener(options.listener);
        limits = options.limits();
        sources = options.sources();
        work = options.work();
        refresher = options.period == null ? null : new Refresher(options.period, this::refreshQuietly);
    }

    /** @param clock the time that {@link AssetState} tells */
    public static AssetStoreBuilder builder(InstantSource clock) {
        return new AssetStoreBuilder(requireNonNull(clock, "clock"));
    }

    @Override
    public <T> Asset<T> open(String owner, Map<String, String> locations, Loader<T> loader) {
        lock.lock();
        try {
            ensureOpen();
            Map<String, TrackedFile> tracked = new LinkedHashMap<>();
            locations.forEach((label, location) -> tracked.put(label, track(owner, label, location)));
            WatchedAsset<T> asset = first(owner, tracked, loader);
            assets.add(asset);
            tracked.values().forEach(this::settle);
            return asset;
        } finally {
            lock.unlock();
        }
    }

    private TrackedFile track(String owner, String label, String text) {
        TrackedFile known = files.get(text);
        if (known != null) {
            return known;
        }
        try {
            Location location = Location.parse(text);
            TrackedFile file = tracked(location);
            files.put(text, file);
            return file;
        } catch (IllegalArgumentException e) {
            throw new EnrichmentConfigException(owner + ": " + label + ": " + Reason.of(e), e);
        }
    }

    private TrackedFile tracked(Location location) {
        Path path = location.file();
        URI uri = location.uri();
        return path != null
                ? new LocalFile(location, path, clock)
                : new RemoteFile(location, requireNonNull(uri), sources.of(location, uri), work, limits);
    }

    private <T> WatchedAsset<T> first(String owner, Map<String, TrackedFile> tracked, Loader<T> loader) {
        Map<String, FileCopy> copies = new LinkedHashMap<>();
        Map<String, String> failures = new HashMap<>();
        tracked.forEach((label, file) -> copies.put(label, firstLook(owner, label, file, failures)));
        try {
            WatchedAsset<T> asset = new WatchedAsset<>(owner, tracked, copies, loader, clock, listener);
            asset.outdated(failures);
            return asset;
        } catch (Unfit e) {
            return ofKept(owner, tracked, copies, loader, e);
        }
    }

    private FileCopy firstLook(String owner, String label, TrackedFile file, Map<String, String> failures) {
        try {
            return file.look();
        } catch (IOException e) {
            FileCopy newest = file instanceof RemoteFile remote ? remote.newest() : null;
            if (newest == null) {
                throw new EnrichmentConfigException(
                        owner + ": " + label + ": " + file.location().without(Reason.of(e)), e);
            }
            failures.put(label, Reason.of(e));
            listener.refused(owner, file.location().shown(), Reason.of(e) + USING_EARLIER);
            return newest;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnrichmentConfigException(owner + ": " + label + ": interrupted", e);
        }
    }

    /** What an earlier start used may still be fit when what came now is not. */
    private <T> WatchedAsset<T> ofKept(
            String owner, Map<String, TrackedFile> tracked, Map<String, FileCopy> copies, Loader<T> loader, Unfit why) {
        Map<String, FileCopy> earlier = new LinkedHashMap<>(copies);
        tracked.forEach((label, file) -> {
            FileCopy kept = file instanceof RemoteFile remote ? remote.kept() : null;
            if (kept != null) {
                earlier.put(label, kept);
            }
        });
        String locations = tracked.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue().location() + ")")
                .reduce((one, other) -> one + ", " + other)
                .orElse("nothing");
        EnrichmentConfigException unusable = new EnrichmentConfigException(
                owner + ": cannot use " + locations + ": " + why.getMessage(), why.getCause());
        if (earlier.equals(copies)) {
            throw unusable;
        }
        try {
            WatchedAsset<T> asset = new WatchedAsset<>(owner, tracked, earlier, loader, clock, listener);
            Map<String, String> failures = new HashMap<>();
            tracked.keySet().forEach(label -> failures.put(label, String.valueOf(why.getMessage())));
            asset.outdated(failures);
            listener.refused(owner, locations, why.getMessage() + USING_EARLIER);
            return asset;
        } catch (Unfit e) {
            throw unusable;
        }
    }

    /**
     * Looks at every location now, and loads what changed. Waits for a refresh that is under way. Stops early when the
     * thread is interrupted.
     */
    public RefreshSummary refresh() {
        lock.lock();
        try {
            ensureOpen();
            Map<TrackedFile, Look> looks = new HashMap<>();
            for (TrackedFile file : inUse()) {
                looks.put(file, look(file));
            }
            RefreshSummary summary = RefreshSummary.NOTHING;
            for (WatchedAsset<?> asset : assets) {
                summary = summary.plus(asset.refresh(looks));
            }
            looks.keySet().forEach(this::settle);
            return summary;
        } finally {
            lock.unlock();
        }
    }

    private Set<TrackedFile> inUse() {
        Set<TrackedFile> used = new LinkedHashSet<>();
        assets.forEach(asset -> used.addAll(asset.files()));
        return used;
    }

    private static Look look(TrackedFile file) {
        try {
            return new Look(file.look(), null);
        } catch (IOException e) {
            return new Look(null, Reason.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Look(null, "interrupted");
        }
    }

    private void settle(TrackedFile file) {
        if (!(file instanceof RemoteFile remote)) {
            return;
        }
        FileCopy newest = remote.newest();
        if (newest != null && assets.stream().allMatch(asset -> asset.uses(file, newest))) {
            try {
                remote.settle();
            } catch (IOException e) {
                listener.refused("assets", file.location().shown(), "cannot be kept: " + Reason.of(e));
            }
        }
    }

    private void refreshQuietly() {
        try {
            refresh();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            if (!closed) {
                listener.refused("assets", "all", Reason.of(e));
            }
        }
    }

    /** What is in use of every file, never waiting for a refresh. */
    public List<AssetState> states() {
        return assets.stream().flatMap(asset -> asset.states().stream()).toList();
    }

    private void ensureOpen() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
    }

    /** Stops refreshing and removes what was downloaded, unless it is kept; the states in use stay usable. */
    @Override
    public void close() {
        closed = true;
        if (refresher != null) {
            refresher.close();
        }
        boolean quiet = isQuiet();
        try {
            sources.close();
            work.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (quiet) {
                lock.unlock();
            }
        }
    }

    /** A download that somebody else waits for may take minutes more; it fails when its folder is gone. */
    private boolean isQuiet() {
        try {
            return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
