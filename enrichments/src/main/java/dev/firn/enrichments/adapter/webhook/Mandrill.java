package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.EpochSeconds;
import dev.firn.enrichments.adapter.internal.EventList;
import dev.firn.enrichments.adapter.internal.EventTypes;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.NotJson;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import java.util.Set;

/** What became of messages, told by Mandrill in a form whose only field is a JSON array of events. */
final class Mandrill extends Webhook {

    private static final String FIELD = "mandrill_events";
    private static final String TYPES =
            """
            hard_bounce message_bounced
            click message_clicked
            deferral message_delayed
            spam message_marked_as_spam
            open message_opened
            reject message_rejected
            send message_sent
            soft_bounce message_soft_bounced
            unsub recipient_unsubscribed
            """;

    private final EventTypes types;

    Mandrill(AdapterSchemas schemas) {
        super("com.mandrill");
        types = new EventTypes(schemas, "mandrill", TYPES);
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        return ExpectedBody.FORM_BODY.form(payload, form -> adapt(payload, form));
    }

    private AdapterResult adapt(NormalizedPayload payload, Parameters form) {
        long valued =
                form.asMap().values().stream().filter(value -> value != null).count();
        if (valued != 1) {
            return BodyRefusals.of(payload, "body should have size 1: actual size " + valued);
        }
        String events = form.get(FIELD);
        if (events == null) {
            return BodyRefusals.of(payload, "no `mandrill_events` parameter provided");
        }
        if (events.isEmpty()) {
            return BodyRefusals.of(payload, "`mandrill_events` field is empty");
        }
        return JsonText.parse(events)
                .fold(
                        json -> json.isArray()
                                ? adapt(payload, json)
                                : AdapterResult.rejected(new InputData(FIELD, events, "not a json array")),
                        // the field's name as bad rows have always had it
                        error -> AdapterResult.rejected(new NotJson("mandril_events", events, error)));
    }

    private AdapterResult adapt(NormalizedPayload payload, JsonNode array) {
        EventList events = new EventList(payload, event, types);
        for (int i = 0; i < array.size(); i++) {
            JsonNode told = array.get(i);
            events.add(
                    i, JsonEdits.text(told, "event"), type -> new EpochSeconds(Set.of("ts"), "event", type).edit(told));
        }
        return events.result();
    }
}
