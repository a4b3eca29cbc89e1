package dev.firn.enrichments.pii;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.firn.enrichments.lookup.EntityField;
import dev.firn.registry.Decoded;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaKey;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Masks the entities of one column. What changes is copied, level by level: the trees given may be shared with the raw event
 * or with a cache.
 */
final class JsonMask {

    /** What an incomplete event tells of its refused entities; {@code schema} and {@code data} of each are inside. */
    private static final String FAILURE = "iglu:com.snowplowanalytics.snowplow/failure/jsonschema/1-";

    /**
     * A target and its place in the configuration.
     *
     * @param prefix of all schemas that can satisfy the criterion: most entities need no closer look
     */
    record Numbered(int index, JsonTarget target, String prefix) {

        static Numbered of(int index, JsonTarget target) {
            SchemaCriterion criterion = target.criterion();
            return new Numbered(
                    index,
                    target,
                    "iglu:" + criterion.vendor() + '/' + criterion.name() + '/' + criterion.format() + '/');
        }
    }

    private final EntityField field;
    private final List<Numbered> targets;
    private final List<Numbered> ofRefused;
    private final Pseudonymizer pseudonymizer;

    /**
     * @param targets in this column
     * @param ofRefused what applies to entities that were refused, whatever column they came in
     */
    JsonMask(EntityField field, List<Numbered> targets, List<Numbered> ofRefused, Pseudonymizer pseudonymizer) {
        this.field = field;
        this.targets = List.copyOf(targets);
        this.ofRefused = List.copyOf(ofRefused);
        this.pseudonymizer = pseudonymizer;
    }

    EntityField field() {
        return field;
    }

    /** The envelope with its entities masked; the same one when nothing was replaced. */
    JsonNode mask(JsonNode envelope, @Nullable Report report) {
        JsonNode data = envelope.get("data");
        if (data instanceof ArrayNode entities) {
            return withData(envelope, entities, entities(entities, report));
        }
        return data instanceof ObjectNode ? withData(envelope, data, entity(data, report)) : envelope;
    }

    private JsonNode entities(ArrayNode entities, @Nullable Report report) {
        ArrayNode copy = null;
        for (int i = 0; i < entities.size(); i++) {
            JsonNode entity = entities.get(i);
            JsonNode masked = entity(entity, report);
            if (masked != entity) {
                copy = copy != null
                        ? copy
                        : JsonNodeFactory.instance.arrayNode(entities.size()).addAll(entities);
                copy.set(i, masked);
            }
        }
        return copy == null ? entities : copy;
    }

    private JsonNode entity(JsonNode entity, @Nullable Report report) {
        JsonNode masked = describing(entity, targets, report);
        if (!ofRefused.isEmpty() && masked.path("schema").asText().startsWith(FAILURE)) {
            JsonNode failure = masked.get("data");
            // Not reported: it is no part of what the tracker sent that anybody could look up.
            return failure == null ? masked : withData(masked, failure, describing(failure, ofRefused, null));
        }
        return masked;
    }

    /** Of {@code {"schema": …, "data": …}}, wherever that is. */
    private JsonNode describing(JsonNode entity, List<Numbered> applying, @Nullable Report report) {
        JsonNode schema = entity.get("schema");
        JsonNode data = entity.get("data");
        if (schema == null || !schema.isTextual() || data == null) {
            return entity;
        }
        String text = schema.textValue();
        JsonNode masked = data;
        for (Numbered numbered : applying) {
            JsonTarget target = numbered.target();
            if (text.startsWith(numbered.prefix())
                    && SchemaKey.parse(text) instanceof Decoded.Ok<SchemaKey> key
                    && target.criterion().matches(key.value())) {
                masked = target.path().replace(masked, new Replacement(numbered, text, report));
            }
        }
        return withData(entity, data, masked);
    }

    private static JsonNode withData(JsonNode object, JsonNode data, JsonNode masked) {
        if (masked == data) {
            return object;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll((ObjectNode) object);
        copy.set("data", masked);
        return copy;
    }

    /** A text put here by one replacement: a path such as {@code $..*} meets a value again at what was put in its place. */
    private static final class Hashed extends TextNode {
        private static final long serialVersionUID = 1L;

        private final transient Replacement by;

        Hashed(String text, Replacement by) {
            super(text);
            this.by = by;
        }
    }

    /** Hashes a text, or the texts of an array; other values stay. */
    private final class Replacement implements UnaryOperator<JsonNode> {
        private final Numbered numbered;
        private final String schema;
        private final @Nullable Report report;

        Replacement(Numbered numbered, String schema, @Nullable Report report) {
            this.numbered = numbered;
            this.schema = schema;
            this.report = report;
        }

        @Override
        public JsonNode apply(JsonNode match) {
            return match instanceof ArrayNode array ? elements(array) : value(match);
        }

        private JsonNode elements(ArrayNode array) {
            ArrayNode copy = null;
            for (int i = 0; i < array.size(); i++) {
                JsonNode element = array.get(i);
                JsonNode value = value(element);
                if (value != element) {
                    copy = copy != null
                            ? copy
                            : JsonNodeFactory.instance.arrayNode(array.size()).addAll(array);
                    copy.set(i, value);
                }
            }
            return copy == null ? array : copy;
        }

        private JsonNode value(JsonNode found) {
            if (!(found instanceof TextNode) || (found instanceof Hashed hashed && hashed.by == this)) {
                return found;
            }
            String original = found.textValue();
            String modified = pseudonymizer.hash(original);
            if (report != null) {
                report.json(numbered.index(), numbered.target(), schema, original, modified);
            }
            return new Hashed(modified, this);
        }
    }
}
