package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.DateTimes;
import dev.firn.enrichments.adapter.internal.EventList;
import dev.firn.enrichments.adapter.internal.EventTypes;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.enrichments.adapter.internal.WholeNumber;
import dev.firn.serdes.payload.NormalizedPayload;

/** Changes of contacts, companies and deals, told by HubSpot in a JSON array. */
final class HubSpot extends Webhook {

    private static final ExpectedBody BODY =
            ExpectedBody.JSON_BODY.whenMissing("empty body: not events to process"); // the known text

    private static final String TYPES =
            """
            contact.creation contact_creation
            contact.deletion contact_deletion
            contact.propertyChange contact_change
            company.creation company_creation
            company.deletion company_deletion
            company.propertyChange company_change
            deal.creation deal_creation
            deal.deletion deal_deletion
            deal.propertyChange deal_change
            """;

    private final EventTypes types;

    HubSpot(AdapterSchemas schemas) {
        super("com.hubspot");
        types = new EventTypes(schemas, "hubspot", TYPES);
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        return BODY.json(
                payload, json -> json.isArray() ? adapt(payload, json) : BodyRefusals.of(payload, "not a json array"));
    }

    private AdapterResult adapt(NormalizedPayload payload, JsonNode array) {
        EventList events = new EventList(payload, event, types);
        for (int i = 0; i < array.size(); i++) {
            JsonNode told = array.get(i);
            events.add(i, JsonEdits.text(told, "subscriptionType"), type -> edit((ObjectNode) told));
        }
        return events.result();
    }

    private static ObjectNode edit(ObjectNode told) {
        Long occurred = WholeNumber.of(told.path("occurredAt"));
        if (occurred != null) {
            told.put("occurredAt", DateTimes.ofEpochMillis(occurred));
        }
        return told.without("subscriptionType");
    }
}
