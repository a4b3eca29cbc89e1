package dev.firn.enrichments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.CheckResult;
import dev.firn.registry.Decoded;
import dev.firn.registry.IgluClient;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SchemaVer;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Step 2 and 3 of an event's way: the JSON that the tracker sent is checked against its schemas and written back in its
 * normal form.
 *
 * <p>Contexts come first, then the self-describing event; both are always checked. An entity whose schema is superseded
 * is written back with the version it was validated with, and that is recorded as a {@code validation_info} entity.
 */
final class InputJson {

    static final SchemaKey VALIDATION_INFO =
            SchemaKey.of("iglu:com.snowplowanalytics.iglu/validation_info/jsonschema/1-0-0");

    private final IgluClient iglu;

    InputJson(IgluClient iglu) {
        this.iglu = iglu;
    }

    /** Checks both parts, leaves the valid entities in the event, and returns all violations. */
    List<Violation> validate(EventInProgress event) {
        List<Violation> violations = new ArrayList<>(0);
        contexts(event, violations);
        unstruct(event, violations);
        event.inputValid(violations.isEmpty());
        return violations;
    }

    /** Writes the valid entities back; only sensible after {@link #validate}. */
    void writeBack(EventInProgress event) {
        JsonNode contexts = event.json(AtomicField.CONTEXTS);
        if (contexts != null && !event.contexts().isEmpty()) {
            event.columns.set(AtomicField.CONTEXTS, Envelopes.contexts(entities(event, contexts.get("data"))));
        }
        JsonNode unstruct = event.json(AtomicField.UNSTRUCT_EVENT);
        SelfDescribingJson inner = event.unstructEvent();
        if (unstruct != null && inner != null) {
            JsonNode sent = unstruct.get("data");
            boolean asSent = event.validationInfo().isEmpty() && Envelopes.isPlain(sent);
            event.columns.set(AtomicField.UNSTRUCT_EVENT, Envelopes.unstruct(asSent ? sent : inner.toJson()));
        }
    }

    /** Takes the invalid entities out of the columns, for an event that goes on without them. */
    void keepOnlyValid(EventInProgress event) {
        if (event.inputValid()) {
            return;
        }
        if (event.json(AtomicField.CONTEXTS) != null) {
            event.columns.set(
                    AtomicField.CONTEXTS, event.contexts().isEmpty() ? null : Envelopes.contexts(event.contexts()));
        }
        if (event.unstructEvent() == null) {
            event.columns.set(AtomicField.UNSTRUCT_EVENT, null);
        }
    }

    /** What was wrong, and with which entity when it was that. */
    record Violation(FailureMessage message, @Nullable SchemaKey schema, @Nullable JsonNode data) {}

    private void contexts(EventInProgress event, List<Violation> violations) {
        JsonNode sent = event.json(AtomicField.CONTEXTS);
        JsonNode data = sent == null ? null : envelope(sent, Envelopes.CONTEXTS, violations);
        if (data == null) {
            event.inputContexts(List.of());
            return;
        }
        List<SelfDescribingJson> valid = new ArrayList<>(data.size());
        for (JsonNode entity : data) {
            SelfDescribingJson checked = entity(event, entity, violations);
            if (checked != null) {
                valid.add(checked);
            }
        }
        event.inputContexts(valid);
    }

    private void unstruct(EventInProgress event, List<Violation> violations) {
        JsonNode sent = event.json(AtomicField.UNSTRUCT_EVENT);
        JsonNode data = sent == null ? null : envelope(sent, Envelopes.UNSTRUCT_EVENT, violations);
        event.unstructEvent(data == null ? null : entity(event, data, violations));
    }

    /** The envelope's data, or null when the envelope itself is wrong. */
    private @Nullable JsonNode envelope(JsonNode sent, SchemaCriterion criterion, List<Violation> violations) {
        Decoded<SelfDescribingJson> decoded = SelfDescribingJson.of(sent);
        if (!(decoded instanceof Decoded.Ok<SelfDescribingJson> ok)) {
            violations.add(notIglu(sent, decoded));
            return null;
        }
        SelfDescribingJson envelope = ok.value();
        if (!criterion.matches(envelope.schema())) {
            violations.add(new Violation(
                    new FailureMessage.CriterionMismatch(envelope.schema(), criterion), envelope.schema(), null));
            return null;
        }
        if (iglu.check(envelope) instanceof CheckResult.Invalid invalid) {
            violations.add(new Violation(
                    new FailureMessage.IgluFailure(envelope.schema(), invalid.error()), envelope.schema(), null));
            return null;
        }
        return envelope.data();
    }

    /** The entity as it goes on, or null when it is invalid. */
    private @Nullable SelfDescribingJson entity(EventInProgress event, JsonNode json, List<Violation> violations) {
        Decoded<SelfDescribingJson> decoded = SelfDescribingJson.of(json);
        if (!(decoded instanceof Decoded.Ok<SelfDescribingJson> ok)) {
            violations.add(notIglu(json, decoded));
            return null;
        }
        SelfDescribingJson entity = ok.value();
        CheckResult result = iglu.check(entity);
        if (result instanceof CheckResult.Invalid invalid) {
            violations.add(new Violation(
                    new FailureMessage.IgluFailure(entity.schema(), invalid.error()), entity.schema(), entity.data()));
            return null;
        }
        SchemaVer supersededBy = ((CheckResult.Valid) result).supersededBy();
        if (supersededBy == null) {
            return entity;
        }
        event.validatedWith(validationInfo(entity.schema(), supersededBy));
        return new SelfDescribingJson(entity.schema().withVersion(supersededBy), entity.data());
    }

    private static Violation notIglu(JsonNode json, Decoded<SelfDescribingJson> decoded) {
        return decoded.fold(
                ok -> {
                    throw new IllegalStateException("it is self-describing");
                },
                code -> new Violation(new FailureMessage.NotIglu(json, code), null, json));
    }

    private static SelfDescribingJson validationInfo(SchemaKey original, SchemaVer validatedWith) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("originalSchema", original.toString())
                .put("validatedWith", validatedWith.toString());
        return new SelfDescribingJson(VALIDATION_INFO, data);
    }

    /** The array as sent when nothing in it has to change, else a new one. */
    private static ArrayNode entities(EventInProgress event, JsonNode sent) {
        List<SelfDescribingJson> valid = event.contexts();
        if (event.validationInfo().isEmpty() && sent instanceof ArrayNode array && array.size() == valid.size()) {
            boolean plain = true;
            for (int i = 0; plain && i < array.size(); i++) {
                plain = Envelopes.isPlain(array.get(i));
            }
            if (plain) {
                return array;
            }
        }
        ArrayNode data = JsonNodeFactory.instance.arrayNode(valid.size());
        valid.forEach(entity -> data.add(entity.toJson()));
        return data;
    }
}
