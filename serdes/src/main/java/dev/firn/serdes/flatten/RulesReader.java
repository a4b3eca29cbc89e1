package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;

/** Rules from JSON. */
final class RulesReader {

    private RulesReader() {}

    static FlattenRules read(JsonNode json) {
        return FlattenRules.defaults();
    }
}
