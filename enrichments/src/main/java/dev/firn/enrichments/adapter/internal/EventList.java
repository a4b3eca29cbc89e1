package dev.firn.enrichments.adapter.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The events of a payload that holds several, each naming its type. For one payload. Not thread-safe. */
public final class EventList {

    private final NormalizedPayload payload;
    private final WebhookEvent event;
    private final EventTypes types;
    private final Parameters request;
    private final List<Parameters> events = new ArrayList<>();
    private final Failures failures = new Failures();

    public EventList(NormalizedPayload payload, WebhookEvent event, EventTypes types) {
        this.payload = payload;
        this.event = event;
        this.types = types;
        this.request = Parameters.of(payload.querystring());
    }

    /**
     * An event of a type, or a failure if there is no such type.
     *
     * @param data makes the event's data, given its type
     */
    public void add(int index, @Nullable String type, Function<String, JsonNode> data) {
        SchemaKey schema = types.get(type);
        if (schema == null || type == null) {
            failures.add(types.unknown(type, index));
        } else if (failures.isEmpty()) { // else nobody will see the event
            events.add(event.parameters(request, schema, data.apply(type)));
        }
    }

    /** All events, or all failures. */
    public AdapterResult result() {
        if (!failures.isEmpty()) {
            return failures.rejection();
        }
        return events.isEmpty()
                ? AdapterResult.rejected(new InputData("", null, "empty list of events"))
                : AdapterResult.events(payload, events);
    }
}
