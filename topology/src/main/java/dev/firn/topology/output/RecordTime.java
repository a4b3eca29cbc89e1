package dev.firn.topology.output;

import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import dev.firn.topology.flow.Item;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The timestamps of an output's records: the event's, or a chosen one; but that only if brokers take it (not negative, and
 * not well in the future), since a refused record would come back with every replay. Thread-safe.
 */
final class RecordTime {

    /** Brokers refuse, by default, what lies more than an hour ahead; half of it leaves room for unequal clocks. */
    private static final long AHEAD = Duration.ofMinutes(30).toMillis();

    private final @Nullable AtomicField column;
    private final @Nullable Expression expression;

    private RecordTime(@Nullable AtomicField column, @Nullable Expression expression) {
        this.column = column;
        this.expression = expression;
    }

    /** @param value null for the event's own */
    static RecordTime of(@Nullable Value value, Scope scope) {
        if (value == null) {
            return new RecordTime(null, null);
        }
        if (value instanceof Value.Column one
                && scope == Scope.EVENT
                && one.field().kind() == AtomicField.Kind.TIMESTAMP) {
            return new RecordTime(one.field(), null);
        }
        if (value instanceof Value.Computed computed) {
            return new RecordTime(null, Expression.compile(computed.text(), scope, Type.TIMESTAMP));
        }
        throw new IllegalArgumentException("expected a column that is a timestamp, or an expression that gives one");
    }

    long of(Draft draft, long now) {
        Long chosen = chosen(draft);
        return chosen != null && chosen >= 0 && chosen <= now + AHEAD ? chosen : draft.from.timestamp();
    }

    private @Nullable Long chosen(Draft draft) {
        if (column != null) {
            return ((Item.Event) draft.item()).event().timestamp(column);
        }
        if (expression == null || !(expression.value(draft.from) instanceof Instant instant)) {
            return null;
        }
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException | DateTimeException e) {
            return null; // millions of years away
        }
    }
}
