package dev.firn.enrichments.eventspec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One published version of a specification. Immutable. */
record Specification(
        String id,
        int version,
        @Nullable String name,
        @Nullable DataProduct dataProduct,
        SchemaCriterion event,
        List<PropertyRule> eventProperties,
        List<EntityRule> entities) {

    Specification {
        eventProperties = List.copyOf(eventProperties);
        entities = List.copyOf(entities);
    }

    /** What the specification belongs to. */
    record DataProduct(@Nullable String id, @Nullable String name, @Nullable String domain) {}

    /** Whether an event is what is specified here. */
    boolean fits(SchemaKey schema, JsonNode data, List<SelfDescribingJson> contexts) {
        if (!event.matches(schema)) {
            return false;
        }
        for (EntityRule entity : entities) {
            if (!entity.accepts(contexts)) {
                return false;
            }
        }
        for (PropertyRule property : eventProperties) {
            if (!property.accepts(data)) {
                return false;
            }
        }
        return true;
    }

    /** Adds an error for each place where an event that claims to be this one is not. */
    void check(String schema, @Nullable JsonNode data, List<SelfDescribingJson> contexts, SpecificationErrors errors) {
        if (data != null) {
            eventProperties.forEach(property -> property.check(data, schema, errors));
        }
        entities.forEach(entity -> entity.check(contexts, errors));
    }

    /** The data of the entity that names this specification; the caller's own. */
    ObjectNode toJson() {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("id", id);
        put(data, "name", name);
        if (dataProduct != null) {
            put(data, "data_product_id", dataProduct.id());
            put(data, "data_product_name", dataProduct.name());
            put(data, "data_product_domain", dataProduct.domain());
        }
        return data.put("version", version);
    }

    private static void put(ObjectNode data, String key, @Nullable String value) {
        if (value != null) {
            data.put(key, value);
        }
    }
}
