package dev.firn.enrichments.adapter;

import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.payload.RawEvent;
import java.util.List;

/** What an adapter made of a payload. */
public sealed interface AdapterResult {

    /** At least one event, in the payload's order. */
    record Events(List<RawEvent> events) implements AdapterResult {}

    /** At least one reason why the whole payload was refused. */
    record Rejected(List<FailureMessage> messages) implements AdapterResult {
        public Rejected {
            messages = List.copyOf(messages);
        }
    }

    static AdapterResult rejected(FailureMessage... messages) {
        return new Rejected(List.of(messages));
    }
}
