package dev.firn.topology.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.event.EnrichedEvent;

/** One thing that flows towards the outputs. Immutable, as long as nobody changes the JSON and the bytes in it. */
public sealed interface Item {

    /** The stream that it belongs to. */
    StreamId stream();

    /** Where it came from. */
    Origin origin();

    /** An event, of whatever stream holds events. */
    record Event(StreamId stream, Origin origin, EnrichedEvent event) implements Item {

        /** The same event in another stream. */
        public Event in(StreamId other) {
            return new Event(other, origin, event);
        }

        /** Another event in this one's place. */
        public Event with(EnrichedEvent changed) {
            return new Event(stream, origin, changed);
        }
    }

    /** A bad row. */
    record Bad(Origin origin, BadRow row) implements Item {
        @Override
        public StreamId stream() {
            return StreamId.BAD;
        }
    }

    /** An object of a plain JSON input, or a joined record. */
    record Json(StreamId stream, Origin origin, ObjectNode object) implements Item {}

    /** A collector payload, untouched. */
    record Raw(Origin origin, byte[] bytes) implements Item {
        @Override
        public StreamId stream() {
            return StreamId.RAW;
        }
    }
}
