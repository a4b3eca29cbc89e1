package dev.firn.enrichments.adapter;

import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import dev.firn.serdes.payload.RawEvent;
import java.util.ArrayList;
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

    /** One event, which has everything but its parameters from the request. */
    static AdapterResult event(NormalizedPayload request, Parameters parameters) {
        return events(request, List.of(parameters));
    }

    /** An event for each of the parameters; these differ, the rest is the request's. */
    static AdapterResult events(NormalizedPayload request, List<Parameters> each) {
        List<RawEvent> events = new ArrayList<>(each.size());
        for (Parameters parameters : each) {
            events.add(new RawEvent(
                    request.api(), parameters, request.contentType(), request.source(), request.context()));
        }
        return new Events(events);
    }
}
