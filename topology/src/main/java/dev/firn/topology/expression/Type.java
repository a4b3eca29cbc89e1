package dev.firn.topology.expression;

import static dev.cel.common.types.CelKind.BOOL;
import static dev.cel.common.types.CelKind.BYTES;
import static dev.cel.common.types.CelKind.DOUBLE;
import static dev.cel.common.types.CelKind.DURATION;
import static dev.cel.common.types.CelKind.DYN;
import static dev.cel.common.types.CelKind.INT;
import static dev.cel.common.types.CelKind.LIST;
import static dev.cel.common.types.CelKind.MAP;
import static dev.cel.common.types.CelKind.NULL_TYPE;
import static dev.cel.common.types.CelKind.STRING;
import static dev.cel.common.types.CelKind.UINT;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an expression is wanted for. Checked when it is compiled, as far as its type is known then: what comes out of JSON
 * may be anything, and counts as not evaluated when it turns out to be something else.
 */
public enum Type {
    /** True or false: filters. */
    BOOLEAN("a condition", EnumSet.of(BOOL)),
    /** Whatever has a text form: keys, topics, headers. Lists and maps have none. */
    TEXT("a text", EnumSet.of(STRING, INT, UINT, DOUBLE, BOOL, BYTES, CelKind.TIMESTAMP, DURATION)),
    /** A number. */
    NUMBER("a number", EnumSet.of(INT, UINT, DOUBLE)),
    /** Any value: computed fields. */
    ANY(
            "a value",
            EnumSet.of(STRING, INT, UINT, DOUBLE, BOOL, BYTES, CelKind.TIMESTAMP, DURATION, LIST, MAP, NULL_TYPE)),
    /** A moment. */
    TIMESTAMP("a timestamp", EnumSet.of(CelKind.TIMESTAMP));

    private final String expectation;
    private final Set<CelKind> kinds;

    Type(String expectation, Set<CelKind> kinds) {
        this.expectation = expectation;
        this.kinds = kinds;
    }

    String expectation() {
        return expectation;
    }

    /** Whether expressions of that type may turn out to be of this one. */
    boolean mayBe(CelType type) {
        return type.kind() == DYN || type.kind() == CelKind.ANY || kinds.contains(type.kind());
    }

    /** Whether a value, which is not null, is of this type. */
    boolean is(Object value) {
        return switch (this) {
            case BOOLEAN -> value instanceof Boolean;
            case TEXT -> !(value instanceof Map) && !(value instanceof List);
            case NUMBER -> value instanceof Long || value instanceof Double || value instanceof UnsignedLong;
            case TIMESTAMP -> value instanceof Instant;
            case ANY -> true;
        };
    }
}
