package dev.firn.registry;

import dev.firn.registry.LookupState.Failed;
import dev.firn.registry.LookupState.Found;
import dev.firn.registry.LookupState.Standing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks registries in order and remembers the outcome, good or bad. Thread-safe.
 *
 * <p>A good outcome is returned without a lock until its time is up. One thread per key then asks (the others wait, or go
 * on with what they have), and a failing registry never takes away a document that was found before. A bad outcome stands
 * per key <em>and</em> registry: each failure has its own time, so a flapping registry does not prolong the "not found" of
 * another.
 *
 * @param <K> what is asked for
 * @param <V> what a found document is made into
 */
final class RegistryCache<K, V> {

    private final RegistryOrder order;
    private final RegistrySource<K, V> source;
    private final CacheSettings settings;
    private final Pace pace;
    private final BiConsumer<K, IgluError.Resolution> unresolved;
    private final RegistryListener listener;
    private final LruMap<K, Slot<V>> slots;
    private final long refreshAge;
    private final long waitAge;

    RegistryCache(
            RegistryOrder order,
            RegistrySource<K, V> source,
            CacheSettings settings,
            BiConsumer<K, IgluError.Resolution> unresolved,
            RegistryListener listener) {
        this.order = order;
        this.source = source;
        this.settings = settings;
        this.pace = new Pace(settings.negativeTtl().toMillis());
        this.unresolved = unresolved;
        this.listener = listener;
        this.slots = new LruMap<>(settings.size());
        this.refreshAge = settings.refreshAge();
        this.waitAge = settings.waitAge();
    }

    /** What is known or can be learned about the key; blocks at most the budget when a registry must be asked. */
    LookupState<V> get(K key) {
        LookupState<V> ready = ready(key);
        source.lookedUp(ready != null);
        return ready == null ? ask(key) : ready;
    }

    /** Null when registries must be asked. */
    private @Nullable LookupState<V> ready(K key) {
        Slot<V> slot = slots.get(key);
        LookupState<V> state = slot == null ? null : slot.state;
        if (slot != null && state instanceof Found<V> found) {
            if (refreshAge == Long.MAX_VALUE) {
                return found;
            }
            long age = now() - found.at();
            if (age < refreshAge) {
                return found;
            }
            if (age < waitAge) {
                refreshSoon(key, slot);
                source.servedStale(key);
                return found;
            }
        } else if (state instanceof Failed<V> failed && now() < failed.retryAt()) {
            return failed;
        }
        return null;
    }

    private LookupState<V> ask(K key) {
        if (source.isOversized(key)) {
            return nowhere(key);
        }
        if (settings.isOff()) {
            return walk(key, null);
        }
        Slot<V> slot = slots.getOrAdd(key, Slot::new);
        int evicted = slots.trim();
        if (evicted > 0) {
            listener.evicted(evicted);
        }
        slot.lock.lock();
        try {
            LookupState<V> state = slot.state;
            if (state == null || !isCurrent(state, waitAge)) {
                state = walk(key, state);
                slot.state = state;
            }
            return state;
        } finally {
            slot.lock.unlock();
        }
    }

    private boolean isCurrent(@Nullable LookupState<V> state, long maxAge) {
        if (state instanceof Found<V> found) {
            return maxAge == Long.MAX_VALUE || now() - found.at() < maxAge;
        }
        return state instanceof Failed<V> failed && now() < failed.retryAt();
    }

    private void refreshSoon(K key, Slot<V> slot) {
        if (settings.refresher() == null || !slot.refreshing.compareAndSet(false, true)) {
            return;
        }
        try {
            settings.refresher().execute(() -> refresh(key, slot));
        } catch (RejectedExecutionException e) {
            slot.refreshing.set(false); // The client is being closed: what is known serves to the end.
        }
    }

    private void refresh(K key, Slot<V> slot) {
        slot.lock.lock();
        try {
            if (!isCurrent(slot.state, refreshAge)) {
                slot.state = walk(key, slot.state);
            }
        } finally {
            slot.refreshing.set(false);
            slot.lock.unlock();
        }
    }

    private LookupState<V> walk(K key, @Nullable LookupState<V> before) {
        Found<V> known = known(before);
        Map<String, Standing> standings =
                before instanceof Failed<V> failed ? new LinkedHashMap<>(failed.standings()) : new LinkedHashMap<>();
        Budget budget = new Budget(settings.budget());
        for (Registry registry : order.of(source.vendor(key))) {
            String name = registry.config().name();
            Standing standing = standings.get(name);
            if (standing != null && standing.holds(now())) {
                continue;
            }
            RegistrySource.Reply<V> reply = source.ask(registry, key, known == null ? null : known.value(), budget);
            if (reply instanceof RegistrySource.Reply.Found<V> found) {
                return known != null && isOvertaken(known, name, standings)
                        ? known.renewed(now())
                        : new Found<>(found.value(), name, now());
            }
            RegistryError error = ((RegistrySource.Reply.Failed<V>) reply).error();
            standings.put(name, standing(key, standing, name, error));
        }
        Failed<V> failed = Failed.of(standings);
        if (known != null && settings.staleIfError()) {
            source.servedStale(key);
            return known.renewed(now());
        }
        unresolved.accept(key, failed.error());
        return failed;
    }

    /** As if every registry had been asked and had said no. Not remembered, and nobody is told: such keys are noise. */
    private Failed<V> nowhere(K key) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        for (Registry registry : order.of(source.vendor(key))) {
            String name = registry.config().name();
            standings.put(name, standing(key, null, name, new RegistryError.NotFound()));
        }
        return Failed.of(standings);
    }

    private Standing standing(K key, @Nullable Standing before, String registry, RegistryError error) {
        Instant now = settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        long pause = pace.millis(error, Standing.attempts(before), 31 * key.hashCode() + registry.hashCode());
        return Standing.after(before, registry, error, now, now.toEpochMilli() + pause);
    }

    /**
     * Whether a found document must yield to the known one: the registry that gave the known one is in trouble, and a
     * later one, perhaps an old snapshot, has jumped in.
     */
    private boolean isOvertaken(Found<V> known, String registry, Map<String, Standing> standings) {
        Standing standing = standings.get(known.registry());
        return settings.staleIfError()
                && !known.registry().equals(registry)
                && standing != null
                && standing.isUncertain();
    }

    private static <V> @Nullable Found<V> known(@Nullable LookupState<V> state) {
        if (state instanceof LookupState.Expired<V> expired) {
            return expired.last();
        }
        return state instanceof Found<V> found ? found : null;
    }

    /** Makes the next one who asks for a key ask the registries, whatever is known. */
    void expire() {
        slots.forEach((key, slot) -> {
            Found<V> found = known(slot.state);
            slot.state = found == null ? null : new LookupState.Expired<>(found);
        });
    }

    void forEachFound(BiConsumer<K, Found<V>> action) {
        slots.forEach((key, slot) -> {
            Found<V> found = known(slot.state);
            if (found != null) {
                action.accept(key, found);
            }
        });
    }

    CacheState state() {
        Tally tally = new Tally();
        slots.forEach((key, slot) -> tally.add(slot.state));
        return new CacheState(tally.found, tally.failed, tally.oldest);
    }

    void forEachFailed(BiConsumer<K, IgluError.Resolution> action) {
        slots.forEach((key, slot) -> {
            if (slot.state instanceof Failed<V> failed) {
                action.accept(key, failed.error());
            }
        });
    }

    private long now() {
        return settings.clock().millis();
    }

    private static final class Tally {
        int found;
        int failed;

        @Nullable
        Instant oldest;

        void add(@Nullable LookupState<?> state) {
            if (state instanceof Failed<?> failure) {
                failed++;
                failure.standings()
                        .values()
                        .forEach(standing -> older(standing.history().lastAttempt()));
            } else if (state != null) {
                found++;
            }
        }

        private void older(Instant time) {
            oldest = oldest == null || time.isBefore(oldest) ? time : oldest;
        }
    }

    private static final class Slot<V> {
        final ReentrantLock lock = new ReentrantLock();
        final AtomicBoolean refreshing = new AtomicBoolean();
        volatile @Nullable LookupState<V> state;
    }
}
