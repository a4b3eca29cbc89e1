package dev.firn.topology.lineage;

import dev.firn.enrichments.spi.EventPart;
import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import dev.firn.topology.output.Value;
import java.util.Set;

/** What settings of outputs and joins read. */
final class Reads {

    private Reads() {}

    static Set<EventPart> of(String expression, Scope scope) {
        return Expression.compile(expression, scope, Type.ANY).reads();
    }

    static Set<EventPart> of(Value value, Scope scope) {
        if (value instanceof Value.Column column) {
            return Set.of(EventPart.column(column.field()));
        }
        if (value instanceof Value.Computed computed) {
            return of(computed.text(), scope);
        }
        if (value instanceof Value.Constant) {
            return Set.of();
        }
        return Set.of(EventPart.record(text(value)));
    }

    /** As people read it. */
    static String text(Value value) {
        if (value instanceof Value.Column column) {
            return column.field().column();
        }
        if (value instanceof Value.Computed computed) {
            return computed.text();
        }
        if (value instanceof Value.Constant constant) {
            return constant.json().toString();
        }
        if (value instanceof Value.Header header) {
            return "header " + header.name();
        }
        return value instanceof Value.RecordTime ? "time of the record" : "key of the record";
    }
}
