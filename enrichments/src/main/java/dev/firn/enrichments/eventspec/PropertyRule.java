package dev.firn.enrichments.eventspec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.lookup.CompiledPath;
import dev.firn.registry.validation.CompiledSchema;

/**
 * What the values at one path of an event or entity must be. Immutable.
 *
 * @param required whether there must be a value; one that is null counts as there
 * @param expectation such as {@code must be one of ["USD"]}, for the reader of an error
 */
record PropertyRule(CompiledPath path, CompiledSchema schema, boolean required, String expectation) {

    boolean accepts(JsonNode data) {
        return accepts(path.matches(data));
    }

    /** Adds an error when the data breaks the rule. */
    void check(JsonNode data, String schemaOfData, SpecificationErrors errors) {
        Iterable<JsonNode> values = path.matches(data);
        if (!accepts(values)) {
            String problem = values.iterator().hasNext() ? "Property " + expectation : "Property is missing";
            errors.add(problem, schemaOfData, path.toString());
        }
    }

    private boolean accepts(Iterable<JsonNode> values) {
        boolean found = false;
        for (JsonNode value : values) {
            if (!schema.accepts(value)) {
                return false;
            }
            found = true;
        }
        return found || !required;
    }
}
