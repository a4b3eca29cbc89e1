package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.DateTimes;
import dev.firn.enrichments.adapter.internal.EventTypes;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.Failures;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import dev.firn.serdes.payload.RawEvent;
import dev.firn.serdes.payload.RawEvent.RequestContext;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a device or its user did, told by Urban Airship's Connect in a JSON that knows its own id and times. */
final class UrbanAirship extends Webhook {

    private static final String TYPES =
            """
            CLOSE close
            CUSTOM custom
            FIRST_OPEN first_open
            IN_APP_MESSAGE_DISPLAY in_app_message_display
            IN_APP_MESSAGE_EXPIRATION in_app_message_expiration
            IN_APP_MESSAGE_RESOLUTION in_app_message_resolution
            LOCATION location
            OPEN open
            PUSH_BODY push_body
            REGION region
            RICH_DELETE rich_delete
            RICH_DELIVERY rich_delivery
            RICH_HEAD rich_head
            SEND send
            TAG_CHANGE tag_change
            UNINSTALL uninstall
            """;

    private final EventTypes types;

    UrbanAirship(AdapterSchemas schemas) {
        super("com.urbanairship.connect");
        types = new EventTypes(schemas, "urbanAirship", TYPES);
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        String contentType = payload.contentType();
        return ExpectedBody.ANY.text(
                payload,
                body -> contentType == null
                        ? ExpectedBody.parse(body, json -> adapt(payload, json))
                        : AdapterResult.rejected(
                                new InputData("contentType", contentType, "expected no content type")));
    }

    private AdapterResult adapt(NormalizedPayload payload, JsonNode json) {
        Failures failures = new Failures();
        Long occurred = time(json, "occurred", failures);
        String id = text(json, "id", failures);
        Long processed = time(json, "processed", failures);
        String type = JsonEdits.text(json, "type");
        SchemaKey schema = types.get(type);
        if (schema == null) {
            failures.add(types.unknown(type));
        }
        return occurred == null || id == null || processed == null || schema == null
                ? failures.rejection()
                : told(payload, schema, json, occurred, id, processed);
    }

    private static @Nullable String text(JsonNode json, String name, Failures failures) {
        String text = JsonEdits.text(json, name);
        if (text == null) {
            failures.add(unextractable(name, json.has(name) ? "not a string" : "missing required field"));
        }
        return text;
    }

    private static @Nullable Long time(JsonNode json, String name, Failures failures) {
        String text = text(json, name, failures);
        Long time = text == null ? null : DateTimes.parseIso(text);
        if (text != null && time == null) {
            failures.add(unextractable(name, "not an ISO 8601 date-time"));
        }
        return time;
    }

    private static InputData unextractable(String name, String reason) {
        return new InputData(name, null, "could not extract '" + name + "': " + reason);
    }

    private AdapterResult told(
            NormalizedPayload payload, SchemaKey schema, JsonNode json, long occurred, String id, long processed) {
        LinkedHashMap<String, @Nullable String> request =
                Parameters.of(payload.querystring()).toMap();
        request.put("ttm", Long.toString(occurred));
        request.put("eid", id);
        return new AdapterResult.Events(List.of(new RawEvent(
                payload.api(),
                event.parameters(Parameters.of(request), schema, json),
                payload.contentType(),
                payload.source(),
                at(processed, payload.context()))));
    }

    private static RequestContext at(long processed, RequestContext request) {
        return new RequestContext(
                processed,
                request.ipAddress(),
                request.userAgent(),
                request.refererUri(),
                request.headers(),
                request.userId());
    }
}
