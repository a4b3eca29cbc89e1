package dev.firn.topology.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.topology.flow.Item;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * An expression over one item and its record, in the Common Expression Language. Compiled and type-checked once; then
 * evaluated by any number of threads. Never throws for data.
 */
public final class Expression {

    private final String source;

    private Expression(String source) {
        this.source = source;
    }

    /**
     * Checks and prepares an expression.
     *
     * @throws ExpressionException when it is not one, uses names that the scope has not, or has a value of another type
     */
    public static Expression compile(String text, Scope scope, Type type) {
        return new Expression(text);
    }

    /** Whether a condition holds; what cannot be evaluated does not, and is counted. */
    public boolean isTrue(Record<?, ? extends Item> record) {
        throw new UnsupportedOperationException();
    }

    /** The value, or null when it is missing or cannot be evaluated. */
    public @Nullable Object value(Record<?, ? extends Item> record) {
        throw new UnsupportedOperationException();
    }

    /** The value's text: texts as they are, numbers in plain digits, moments as ISO 8601; null when it is missing. */
    public @Nullable String text(Record<?, ? extends Item> record) {
        throw new UnsupportedOperationException();
    }

    /** The value as JSON, null when it is missing. */
    public @Nullable JsonNode json(Record<?, ? extends Item> record) {
        throw new UnsupportedOperationException();
    }

    /** How often the expression could not be evaluated so far. */
    public long failures() {
        return 0;
    }

    public String source() {
        return source;
    }

    /** Names that it reads: columns, and {@code headers}, {@code record} and the like; in alphabetical order. */
    public Set<String> columns() {
        return Set.of();
    }

    @Override
    public String toString() {
        return source;
    }
}
