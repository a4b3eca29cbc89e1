package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.payload.NormalizedPayload;

/** A change of a service's status, told by StatusGator in a form. */
final class StatusGator extends Webhook {

    private final SchemaKey statusChange;

    StatusGator(AdapterSchemas schemas) {
        super("com.statusgator");
        statusChange = schemas.get("statusgator", "status_change");
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        return ExpectedBody.FORM_TEXT.form(payload, form -> {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            form.forEach(data::put);
            return event.only(payload, statusChange, JsonEdits.inCamelCase(data));
        });
    }
}
