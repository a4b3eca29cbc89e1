package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.assets.AssetListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what becomes of data files, and how old they are. Thread-safe. */
final class AssetMeters implements AssetListener {

    private static final double MILLIS = 1_000;

    private final Meters meters;
    private final InstantSource clock;
    private final Map<String, Files> owners = new ConcurrentHashMap<>();

    AssetMeters(Meters meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void loaded(String owner, List<String> locations, long bytes, Duration duration) {
        Files files = of(owner);
        files.loaded.increment();
        files.reading.record(duration);
        files.bytes = bytes;
        files.currentAt = clock.millis();
    }

    @Override
    public void unchanged(String owner, List<String> locations) {
        Files files = of(owner);
        files.unchanged.increment();
        files.currentAt = clock.millis();
    }

    @Override
    public void refused(String owner, String location, String reason) {
        of(owner).refused.increment();
    }

    private Files of(String owner) {
        return requireNonNull(owners.computeIfAbsent(owner, this::fresh));
    }

    private Files fresh(String owner) {
        Files files = new Files(
                updates(owner, "loaded"),
                updates(owner, "unchanged"),
                updates(owner, "refused"),
                meters.work("firn.asset.load", "Time to read data files", "asset", owner));
        meters.gauge(
                "firn.asset.age",
                "seconds",
                "Since the data files in use were last found to be the newest",
                () -> files.currentAt < 0 ? Double.NaN : Math.max(0, clock.millis() - files.currentAt) / MILLIS,
                "asset",
                owner);
        meters.gauge("firn.asset", "bytes", "Size of the data files in use", () -> files.bytes, "asset", owner);
        return files;
    }

    private Counter updates(String owner, String result) {
        return meters.counter("firn.asset.updates", "Looks for newer data files", "asset", owner, "result", result);
    }

    /** The data files of one enrichment. */
    private static final class Files {
        final Counter loaded;
        final Counter unchanged;
        final Counter refused;
        final Timer reading;
        volatile long bytes;
        volatile long currentAt = -1;

        Files(Counter loaded, Counter unchanged, Counter refused, Timer reading) {
            this.loaded = loaded;
            this.unchanged = unchanged;
            this.refused = refused;
            this.reading = reading;
        }
    }
}
