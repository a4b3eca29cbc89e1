package dev.firn.enrichments.eventspec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Collects where an event breaks a specification: the first 20 places. */
final class SpecificationErrors {

    private static final int MOST = 20;
    private static final int LONGEST = 512;

    private final ArrayNode errors = JsonNodeFactory.instance.arrayNode();

    /** @param path of the property; null when the error is about the entity as a whole */
    void add(String message, String schema, @Nullable String path) {
        if (errors.size() < MOST) {
            errors.addObject()
                    .put("message", message.length() > LONGEST ? message.substring(0, LONGEST) : message)
                    .put("schema", schema)
                    .put("path", path);
        }
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** What the validation entity tells. */
    ObjectNode toJson() {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("isValid", false);
        data.set("errors", errors);
        return data;
    }
}
