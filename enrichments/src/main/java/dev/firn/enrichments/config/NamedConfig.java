package dev.firn.enrichments.config;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A configuration as it was found: one enrichment, or all of them in the array form {@code enrichments/jsonschema/1-0-0}.
 *
 * @param source how findings name it, such as its file name
 */
public record NamedConfig(String source, JsonNode json) {

    /** Not the JSON: there are passwords in it. */
    @Override
    public String toString() {
        return "NamedConfig[source=" + source + "]";
    }
}
