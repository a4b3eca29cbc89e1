package dev.firn.topology.output;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.firn.serdes.event.AtomicField;

/**
 * Where a part of an output record comes from: a key, a header, an injected member, the time of the record, what is sampled
 * or partitioned by. Immutable.
 */
public sealed interface Value {

    /** A column, as the TSV has it; as JSON, the JSON type that the analytics-SDK form has. Of events only. */
    record Column(AtomicField field) implements Value {
        public Column {
            requireNonNull(field, "field");
        }
    }

    /** The same for every record. */
    record Constant(JsonNode json) implements Value {
        public Constant {
            json = json.deepCopy();
        }
    }

    /**
     * What an expression gives.
     *
     * @param text see {@code dev.firn.topology.expression}
     */
    record Computed(String text) implements Value {
        public Computed {
            requireNonNull(text, "text");
        }
    }

    /**
     * The last header of that name which came with the item; for members of the value also one that this output makes.
     *
     * @param name as it is
     */
    record Header(String name) implements Value {
        public Header {
            requireNonNull(name, "name");
        }
    }

    /** The timestamp of the output record; as JSON, milliseconds since 1970. Not for the timestamp itself. */
    record RecordTime() implements Value {}

    /** The key of the output record, as text. Not for the key itself. */
    record RecordKey() implements Value {}

    static Value column(AtomicField field) {
        return new Column(field);
    }

    static Value constant(String text) {
        return new Constant(TextNode.valueOf(text));
    }

    static Value constant(JsonNode json) {
        return new Constant(json);
    }

    static Value expression(String text) {
        return new Computed(text);
    }

    static Value header(String name) {
        return new Header(name);
    }

    static Value recordTime() {
        return new RecordTime();
    }

    static Value recordKey() {
        return new RecordKey();
    }
}
