package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.DateTimes;
import dev.firn.enrichments.adapter.internal.EventTypes;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.enrichments.adapter.internal.WebhookEvent;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** What happened to a mailing list, told by MailChimp in a form whose names spell out a tree. */
final class MailChimp extends Webhook {

    private static final String TYPES =
            """
            subscribe
            unsubscribe
            campaign campaign_sending_status
            cleaned cleaned_email
            upemail email_address_change
            profile profile_update
            """;

    private final EventTypes types;

    MailChimp(AdapterSchemas schemas) {
        super("com.mailchimp");
        types = new EventTypes(schemas, "mailchimp", TYPES);
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        return ExpectedBody.FORM_BODY.form(payload, form -> adapt(payload, form));
    }

    private AdapterResult adapt(NormalizedPayload payload, Parameters form) {
        String type = form.get("type");
        if (type == null) {
            return BodyRefusals.of(payload, "no `type` parameter provided: cannot determine event type");
        }
        SchemaKey schema = types.get(type);
        if (schema == null) {
            return AdapterResult.rejected(types.unknown(type));
        }
        LinkedHashMap<String, @Nullable String> all =
                Parameters.of(payload.querystring()).toMap();
        all.putAll(form.asMap());
        Parameters parameters = Parameters.of(all);
        BracketedNames tree = new BracketedNames();
        parameters.forEach((name, value) -> {
            if (value != null && WebhookEvent.isData(name)) {
                tree.put(name, value);
            }
        });
        if (tree.isTooDeep()) {
            return BodyRefusals.of(payload, "names of more than " + BracketedNames.MOST_LEVELS + " levels");
        }
        return AdapterResult.event(payload, event.parameters(parameters, schema, withDateTime(tree.root())));
    }

    private static ObjectNode withDateTime(ObjectNode data) {
        String fired = JsonEdits.text(data, "fired_at");
        return fired == null ? data : data.put("fired_at", DateTimes.ofSpaced(fired));
    }
}
