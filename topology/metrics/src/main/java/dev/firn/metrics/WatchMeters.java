package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.spi.CacheListener;
import dev.firn.enrichments.spi.LookupListener;
import dev.firn.enrichments.spi.Watch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Meters of caches, services and databases, by the names of those who use them. Thread-safe. */
final class WatchMeters implements Watch {

    private final Meters meters;
    private final Map<String, CacheListener> caches = new ConcurrentHashMap<>();
    private final Map<String, LookupListener> lookups = new ConcurrentHashMap<>();

    WatchMeters(Meters meters) {
        this.meters = meters;
    }

    @Override
    public CacheListener cache(String name) {
        return requireNonNull(caches.computeIfAbsent(name, Cache::new));
    }

    @Override
    public LookupListener lookups(String name) {
        return requireNonNull(lookups.computeIfAbsent(name, Lookups::new));
    }

    private final class Cache implements CacheListener {
        private final Counter hits;
        private final Counter misses;
        private final Counter evictions;
        private volatile LongSupplier entries = () -> 0;

        Cache(String name) {
            hits = requests(name, "hit");
            misses = requests(name, "miss");
            evictions = meters.counter("firn.cache.evictions", "What was forgotten to make room", "cache", name);
            meters.gauge("firn.cache.entries", "", "What is remembered", () -> entries.getAsLong(), "cache", name);
        }

        private Counter requests(String name, String result) {
            return meters.counter("firn.cache.requests", "Questions to a cache", "cache", name, "result", result);
        }

        @Override
        public void hit() {
            hits.increment();
        }

        @Override
        public void missed() {
            misses.increment();
        }

        @Override
        public void evicted() {
            evictions.increment();
        }

        @Override
        public void holds(LongSupplier now) {
            entries = now;
        }
    }

    private final class Lookups implements LookupListener {
        private final String name;
        private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();
        private volatile BooleanSupplier isOpen = () -> false;

        Lookups(String name) {
            this.name = name;
        }

        @Override
        public void ended(Outcome outcome, Duration took) {
            requireNonNull(timers.computeIfAbsent(outcome, this::timer)).record(took);
        }

        private Timer timer(Outcome outcome) {
            return meters.work(
                    "firn.lookup",
                    "Time to ask a service or a database",
                    "enrichment",
                    name,
                    "outcome",
                    EnumCounters.label(outcome));
        }

        @Override
        public void circuit(BooleanSupplier now) {
            isOpen = now;
            meters.gauge(
                    "firn.circuit.open",
                    "",
                    "1 while a service is left alone because it did not answer",
                    () -> isOpen.getAsBoolean() ? 1 : 0,
                    "enrichment",
                    name);
        }
    }
}
