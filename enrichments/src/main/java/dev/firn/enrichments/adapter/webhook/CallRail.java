package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.DateTimes;
import dev.firn.enrichments.adapter.internal.WebhookEvent;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;

/** A phone call that ended, told by CallRail in a querystring. */
final class CallRail extends Webhook {

    private final SchemaKey callComplete;

    CallRail(AdapterSchemas schemas) {
        super("com.callrail");
        callComplete = schemas.get("callrail", "call_complete");
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        return payload.querystring().isEmpty()
                ? AdapterResult.rejected(new InputData("querystring", null, "empty querystring"))
                : event.only(
                        payload,
                        callComplete,
                        WebhookEvent.dataOf(Parameters.of(payload.querystring()), CallRail::convert));
    }

    private static JsonNode convert(String name, String value) {
        return switch (name) {
            case "first_call", "answered" -> bool(value);
            case "duration" -> integer(value);
            case "datetime" -> JsonNodeFactory.instance.textNode(DateTimes.ofSpaced(value));
            default -> JsonNodeFactory.instance.textNode(value);
        };
    }

    private static JsonNode bool(String value) {
        return switch (value) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> JsonNodeFactory.instance.textNode(value);
        };
    }

    /** Of any size; as text arithmetic, because making a number of a megabyte of digits takes long. */
    private static JsonNode integer(String value) {
        boolean signed = value.startsWith("-") || value.startsWith("+");
        int start = signed ? 1 : 0;
        for (int i = start; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return JsonNodeFactory.instance.textNode(value);
            }
        }
        while (start < value.length() - 1 && value.charAt(start) == '0') {
            start++;
        }
        String digits = value.substring(start);
        boolean negative = value.startsWith("-") && !digits.equals("0");
        return JsonText.parse(negative ? "-" + digits : digits)
                .fold(number -> number, noDigits -> JsonNodeFactory.instance.textNode(value));
    }
}
