package dev.firn.topology.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import dev.firn.topology.flow.Item;
import java.math.BigDecimal;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A value, ready to be taken from items of one scope. Thread-safe. */
interface Getter {

    /** Null when there is none. */
    @Nullable
    String text(Draft draft);

    /** Null when there is none. */
    @Nullable
    JsonNode json(Draft draft);

    /**
     * Compiles a value.
     *
     * @param type what an expression must give
     * @throws IllegalArgumentException when it cannot be had from such items
     */
    static Getter of(Value value, Scope scope, Type type) {
        if (value instanceof Value.Column column) {
            if (scope != Scope.EVENT) {
                throw new IllegalArgumentException(
                        "column " + column.field().column() + ", but only events have columns: use an expression");
            }
            return new ColumnGetter(column.field());
        }
        if (value instanceof Value.Constant constant) {
            return new ConstantGetter(constant.json());
        }
        if (value instanceof Value.Computed computed) {
            return new ExpressionGetter(Expression.compile(computed.text(), scope, type));
        }
        if (value instanceof Value.Header header) {
            return new HeaderGetter(header.name());
        }
        return value instanceof Value.RecordTime ? new TimeGetter() : new KeyGetter();
    }

    record ColumnGetter(AtomicField field) implements Getter {
        @Override
        public @Nullable String text(Draft draft) {
            return EnrichedTsv.text(event(draft), field);
        }

        @Override
        public @Nullable JsonNode json(Draft draft) {
            Object value = event(draft).value(field);
            if (value == null) {
                return null;
            }
            return switch (field.kind()) {
                case TEXT -> text(text(draft));
                case INTEGER -> IntNode.valueOf((Integer) value);
                case FLAG -> BooleanNode.valueOf((Boolean) value);
                case DECIMAL -> DoubleNode.valueOf(((BigDecimal) value).doubleValue());
                case FLOAT -> DoubleNode.valueOf(Double.parseDouble(value.toString()));
                case TIMESTAMP ->
                    TextNode.valueOf(Instant.ofEpochMilli((Long) value).toString());
                case JSON -> (JsonNode) value;
            };
        }

        private static @Nullable JsonNode text(@Nullable String value) {
            return value == null ? null : TextNode.valueOf(value);
        }

        private static EnrichedEvent event(Draft draft) {
            return ((Item.Event) draft.item()).event();
        }
    }

    record ConstantGetter(JsonNode value) implements Getter {
        @Override
        public @Nullable String text(Draft draft) {
            if (value.isNull()) {
                return null;
            }
            return value.isValueNode() ? value.asText() : value.toString();
        }

        @Override
        public JsonNode json(Draft draft) {
            return value;
        }
    }

    record ExpressionGetter(Expression expression) implements Getter {
        @Override
        public @Nullable String text(Draft draft) {
            return expression.text(draft.from);
        }

        @Override
        public @Nullable JsonNode json(Draft draft) {
            return expression.json(draft.from);
        }
    }

    record HeaderGetter(String name) implements Getter {
        @Override
        public @Nullable String text(Draft draft) {
            Header header = draft.headers.lastHeader(name);
            return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
        }

        @Override
        public @Nullable JsonNode json(Draft draft) {
            String text = text(draft);
            return text == null ? null : TextNode.valueOf(text);
        }
    }

    record TimeGetter() implements Getter {
        @Override
        public String text(Draft draft) {
            return Long.toString(draft.timestamp);
        }

        @Override
        public JsonNode json(Draft draft) {
            return LongNode.valueOf(draft.timestamp);
        }
    }

    record KeyGetter() implements Getter {
        @Override
        public @Nullable String text(Draft draft) {
            return draft.key == null ? null : new String(draft.key, UTF_8);
        }

        @Override
        public @Nullable JsonNode json(Draft draft) {
            String text = text(draft);
            return text == null ? null : TextNode.valueOf(text);
        }
    }
}
