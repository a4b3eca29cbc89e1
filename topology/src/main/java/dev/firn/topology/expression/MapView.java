package dev.firn.topology.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.NullValue;
import dev.cel.common.values.SelectableValue;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map of the expression language over something else, read member by member. Selecting a member that is not there gives
 * null instead of an error; {@code has} and {@code in} tell whether it is, and brackets are as strict as ever. Being a value
 * of the language itself, it is not copied by the interpreter. Read-only; as thread-safe as what it shows.
 */
abstract class MapView extends CelValue implements SelectableValue<Object>, Map<Object, Object> {

    private static final CelType TYPE = MapType.create(SimpleType.STRING, SimpleType.DYN);

    /** A member's value in terms of the language, null's too; Java's null when it is not there. */
    abstract @Nullable Object member(String name);

    /** All names, in order. */
    abstract Iterable<String> names();

    @Override
    public final Object select(Object name) {
        Object value = name instanceof String text ? member(text) : null;
        return value == null || value == NullValue.NULL_VALUE ? Missing.MISSING : value;
    }

    @Override
    public final Optional<Object> find(Object name) {
        return containsKey(name) ? Optional.of(select(name)) : Optional.empty();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && member(text) != null;
    }

    @Override
    public final @Nullable Object get(@Nullable Object name) {
        return name instanceof String text ? member(text) : null;
    }

    private Map<Object, Object> all() {
        Map<Object, Object> all = new LinkedHashMap<>();
        for (String name : names()) {
            Object value = member(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        return all;
    }

    @Override
    public int size() {
        return all().size();
    }

    @Override
    public final boolean isEmpty() {
        return !names().iterator().hasNext();
    }

    @Override
    public final boolean containsValue(@Nullable Object value) {
        return all().containsValue(value);
    }

    @Override
    public final Set<Object> keySet() {
        return all().keySet();
    }

    @Override
    public final Collection<Object> values() {
        return all().values();
    }

    @Override
    public final Set<Entry<Object, Object>> entrySet() {
        return all().entrySet();
    }

    @Override
    public final Object put(Object name, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final Object remove(@Nullable Object name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final void putAll(Map<?, ?> members) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final void clear() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final Object value() {
        return this;
    }

    @Override
    public final boolean isZeroValue() {
        return isEmpty();
    }

    @Override
    public final CelType celType() {
        return TYPE;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Map<?, ?> && all().equals(other instanceof MapView view ? view.all() : other);
    }

    @Override
    public final int hashCode() {
        return all().hashCode();
    }

    @Override
    public final String toString() {
        return new AbstractMap<Object, Object>() {
            @Override
            public Set<Entry<Object, Object>> entrySet() {
                return all().entrySet();
            }
        }.toString();
    }
}
