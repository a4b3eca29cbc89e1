package dev.firn.enrichments.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.firn.registry.SchemaKey;

/**
 * Configuration of one enrichment, as Snowplow writes it.
 *
 * @param schema the configuration's own schema; bad rows name it
 * @param data {@code vendor}, {@code name}, {@code enabled}, {@code parameters} and, for some, more
 */
public record EnrichmentConfig(SchemaKey schema, JsonNode data) {

    /** The parameters; a missing node when there are none. */
    public JsonNode parameters() {
        JsonNode parameters = data.get("parameters");
        return parameters == null ? MissingNode.getInstance() : parameters;
    }

    /** Not the data: there are passwords in it. */
    @Override
    public String toString() {
        return "EnrichmentConfig[schema=" + schema + "]";
    }
}
