package dev.firn.serdes.badrow;

import static dev.firn.serdes.badrow.BadRowJson.NODES;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.serdes.badrow.FailureMessage.CriterionMismatch;
import dev.firn.serdes.badrow.FailureMessage.IgluFailure;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.NotIglu;
import dev.firn.serdes.badrow.FailureMessage.NotJson;
import dev.firn.serdes.badrow.FailureMessage.SchemaMapping;
import dev.firn.serdes.badrow.FailureMessage.Simple;
import java.util.List;

/** Failure messages as the objects that bad rows list. */
final class MessageJson {

    private MessageJson() {}

    static ArrayNode write(List<FailureMessage> messages) {
        ArrayNode json = NODES.arrayNode();
        messages.forEach(message -> json.add(write(message)));
        return json;
    }

    static ObjectNode write(FailureMessage message) {
        return message instanceof InputData data ? inputData("field", data) : writeOther(message);
    }

    /** Only this kind of bad row calls the field a payload field. */
    static ObjectNode writeFormatViolation(FailureMessage message) {
        return message instanceof InputData data ? inputData("payloadField", data) : writeOther(message);
    }

    private static ObjectNode inputData(String fieldKey, InputData data) {
        return NODES.objectNode()
                .put(fieldKey, data.field())
                .put("value", data.value())
                .put("expectation", data.expectation());
    }

    private static ObjectNode writeOther(FailureMessage message) {
        ObjectNode json = NODES.objectNode();
        if (message instanceof NotJson notJson) {
            json.put("field", notJson.field()).put("value", notJson.value()).put("error", notJson.error());
        } else if (message instanceof NotIglu notIglu) {
            json.set("json", notIglu.json());
            json.put("error", notIglu.error().name());
        } else if (message instanceof SchemaMapping mapping) {
            json.put("actual", mapping.actual());
            ObjectNode expected = json.putObject("expectedMapping");
            mapping.expectedMapping().forEach((type, schema) -> expected.put(type, schema.toString()));
            json.put("expectation", mapping.expectation());
        } else if (message instanceof IgluFailure failure) {
            json.put("schemaKey", failure.schemaKey().toString());
            json.set("error", failure.error().toJson());
        } else if (message instanceof CriterionMismatch mismatch) {
            json.put("schemaKey", mismatch.schemaKey().toString())
                    .put("schemaCriterion", mismatch.schemaCriterion().toString());
        } else if (message instanceof Simple simple) {
            json.put("error", simple.error());
        }
        return json;
    }
}
