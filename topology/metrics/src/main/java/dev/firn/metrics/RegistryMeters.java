package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.spi.CacheListener;
import dev.firn.registry.CacheState;
import dev.firn.registry.IgluClient;
import dev.firn.registry.IgluError;
import dev.firn.registry.RegistryListener;
import dev.firn.registry.SchemaKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts what is asked of Iglu registries, and checked with their schemas. Thread-safe. */
final class RegistryMeters implements RegistryListener {

    private static final double MILLIS = 1_000;

    private final Meters meters;
    private final InstantSource clock;
    private final CacheListener cache;
    private final UnresolvedTally tally;
    private final Map<Asked, Timer> asked = new ConcurrentHashMap<>();
    private final Map<String, Counter> mislabelled = new ConcurrentHashMap<>();
    private final EnumCounters<Validity> checks;
    private final Counter unresolved;
    private final Counter stale;
    private final Timer compiled;
    private final Timer unusable;
    private volatile @Nullable IgluClient client;

    /** @param cache of schemas */
    RegistryMeters(Meters meters, InstantSource clock, CacheListener cache, UnresolvedTally tally) {
        this.meters = meters;
        this.clock = clock;
        this.cache = cache;
        this.tally = tally;
        checks = new EnumCounters<>(
                Validity.class,
                result -> meters.counter("firn.iglu.validations", "JSON compared with its schema", "result", result));
        unresolved = meters.counter("firn.iglu.unresolved", "Schemas asked for that no registry gave");
        stale = meters.counter("firn.iglu.stale", "Schemas used past their time");
        compiled = compiling("usable");
        unusable = compiling("unusable");
        cache.holds(() -> state().resolved());
        meters.gauge(
                "firn.iglu.unresolved.schemas",
                "",
                "Schemas that no registry gave when last asked",
                () -> state().unresolved());
        meters.gauge(
                "firn.iglu.oldest.unresolved.age",
                "seconds",
                "How long ago the registries were last asked for the unresolved schema that waits longest",
                () -> age(state().oldestUnresolved()));
    }

    private Timer compiling(String result) {
        return meters.work("firn.iglu.compile", "Time to compile a schema", "result", result);
    }

    void watch(IgluClient other) {
        client = other;
    }

    private CacheState state() {
        IgluClient one = client;
        return one == null ? new CacheState(0, 0, null) : one.state();
    }

    private double age(@Nullable Instant time) {
        return time == null
                ? 0
                : Math.max(0, Duration.between(time, clock.instant()).toMillis()) / MILLIS;
    }

    @Override
    public void checked(SchemaKey key, Validity validity) {
        checks.add(validity, 1);
        if (validity == Validity.UNRESOLVED) {
            tally.add(key, clock.instant());
        }
    }

    @Override
    public void lookedUp(boolean known) {
        if (known) {
            cache.hit();
        } else {
            cache.missed();
        }
    }

    @Override
    public void evicted(int entries) {
        for (int i = 0; i < entries; i++) {
            cache.evicted();
        }
    }

    @Override
    public void asked(String registry, Outcome outcome, long nanos) {
        requireNonNull(asked.computeIfAbsent(new Asked(registry, outcome), this::asking))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer asking(Asked one) {
        return meters.work(
                "firn.iglu.request",
                "Time to ask a registry for a schema or a list",
                "registry",
                one.registry(),
                "outcome",
                EnumCounters.label(one.outcome()));
    }

    @Override
    public void unresolved(SchemaKey key, IgluError.Resolution error) {
        unresolved.increment();
    }

    @Override
    public void servedStale(SchemaKey key) {
        stale.increment();
    }

    @Override
    public void compiled(SchemaKey key, boolean usable, long nanos) {
        (usable ? compiled : unusable).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void mislabelled(SchemaKey key, String registry) {
        requireNonNull(mislabelled.computeIfAbsent(
                        registry,
                        name -> meters.counter(
                                "firn.iglu.mislabelled",
                                "Schemas that say they are others than they were published as",
                                "registry",
                                name)))
                .increment();
    }

    private record Asked(String registry, Outcome outcome) {}
}
