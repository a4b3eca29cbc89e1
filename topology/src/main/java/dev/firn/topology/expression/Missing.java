package dev.firn.topology.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.NullValue;
import dev.cel.common.values.SelectableValue;
import java.util.Optional;

/** What is not there, on the way along a path: its members are not there either, and in the end it is null. */
final class Missing extends CelValue implements SelectableValue<Object> {

    static final Missing MISSING = new Missing();

    private Missing() {}

    @Override
    public Object select(Object member) {
        return this;
    }

    @Override
    public Optional<Object> find(Object member) {
        return Optional.empty();
    }

    @Override
    public Object value() {
        return NullValue.NULL_VALUE;
    }

    @Override
    public boolean isZeroValue() {
        return true;
    }

    @Override
    public CelType celType() {
        return SimpleType.NULL_TYPE;
    }
}
