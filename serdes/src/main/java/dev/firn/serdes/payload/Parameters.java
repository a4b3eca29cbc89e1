package dev.firn.serdes.payload;

import dev.firn.serdes.payload.NormalizedPayload.Parameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tracker parameters of one event: name to value, in the order first seen; a value may be null (a name without {@code =}).
 * Immutable.
 */
public final class Parameters {

    private final Map<String, @Nullable String> values;

    private Parameters(Map<String, @Nullable String> values) {
        this.values = values;
    }

    /** Takes the map over; the caller must not touch it again. */
    public static Parameters of(LinkedHashMap<String, @Nullable String> values) {
        return new Parameters(values);
    }

    /** The last duplicate of a name wins. */
    public static Parameters of(List<Parameter> list) {
        LinkedHashMap<String, @Nullable String> values = new LinkedHashMap<>(list.size() * 2);
        list.forEach(p -> values.put(p.name(), p.value()));
        return new Parameters(values);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** True also for a name without a value. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    public @Nullable String get(String name) {
        return values.get(name);
    }

    public void forEach(BiConsumer<String, @Nullable String> action) {
        values.forEach(action);
    }

    /** Read-only view. */
    public Map<String, @Nullable String> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** A copy that the caller may change. */
    public LinkedHashMap<String, @Nullable String> toMap() {
        return new LinkedHashMap<>(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameters that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.keySet().toString(); // never the values: they are payload
    }
}
