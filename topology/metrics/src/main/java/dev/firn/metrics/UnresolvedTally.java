package dev.firn.metrics;

import dev.firn.registry.SchemaKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The unresolved schemas that are named most, in bounded memory: a new one takes the place of the rarest and goes on
 * counting from its number (Metwally, Agrawal, El Abbadi: <i>Efficient Computation of Frequent and Top-k Elements in Data
 * Streams</i>, 2005). So whoever makes up names cannot push out what is named often. Thread-safe.
 */
final class UnresolvedTally {

    private static final Comparator<UnresolvedSchema> RAREST = Comparator.comparingLong(UnresolvedSchema::times);

    private final int most;
    private final Map<SchemaKey, UnresolvedSchema> schemas = new HashMap<>();

    UnresolvedTally(int most) {
        this.most = most;
    }

    synchronized void add(SchemaKey key, Instant now) {
        UnresolvedSchema known = schemas.get(key);
        long before = known != null ? known.times() : schemas.size() < most ? 0 : removeRarest();
        schemas.put(key, new UnresolvedSchema(key, before + 1, now));
    }

    private long removeRarest() {
        UnresolvedSchema rarest = schemas.values().stream().min(RAREST).orElseThrow();
        schemas.remove(rarest.key());
        return rarest.times();
    }

    /** The most often named first. */
    synchronized List<UnresolvedSchema> top(int number) {
        return schemas.values().stream()
                .sorted(RAREST.reversed().thenComparing(one -> one.key().toString()))
                .limit(number)
                .toList();
    }
}
