package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.NotJson;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import java.util.List;
import java.util.Objects;

/** A landing page's form that somebody sent, told by Unbounce in a form with what was filled in as JSON. */
final class Unbounce extends Webhook {

    private static final String DATA = "data.json";
    private static final String DATA_AGAIN = "data.xml";
    private static final List<String> REQUIRED = List.of("page_id", "page_name", "variant", "page_url", DATA);

    private final SchemaKey formPost;

    Unbounce(AdapterSchemas schemas) {
        super("com.unbounce");
        formPost = schemas.get("unbounce", "form_post");
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        return ExpectedBody.FORM_TEXT.form(payload, form -> adapt(payload, form));
    }

    private AdapterResult adapt(NormalizedPayload payload, Parameters form) {
        for (String field : REQUIRED) {
            if (form.get(field) == null) {
                return AdapterResult.rejected(new InputData(field, null, "missing '" + field + "' field in body"));
            }
        }
        String filledIn = Objects.requireNonNull(form.get(DATA));
        if (filledIn.isEmpty()) {
            return AdapterResult.rejected(new InputData(DATA, null, "empty 'data.json' field in body"));
        }
        return JsonText.parse(filledIn)
                .fold(
                        json -> event.only(payload, formPost, JsonEdits.inCamelCase(data(form, json))),
                        error -> AdapterResult.rejected(new NotJson(DATA, filledIn, error)));
    }

    private static ObjectNode data(Parameters form, JsonNode filledIn) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        form.forEach(data::put);
        data.remove(DATA_AGAIN);
        data.set(DATA, filledIn);
        return data;
    }
}
