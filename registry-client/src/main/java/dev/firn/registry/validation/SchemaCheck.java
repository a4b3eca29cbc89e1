package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A whole schema as a check: the type first, then what the keywords say about values of that type, then what they say
 * about any value. Keywords about another type never apply, so they are not even asked.
 */
final class SchemaCheck implements Check {

    private final int types;
    private final Check ofStrings;
    private final Check ofNumbers;
    private final Check ofObjects;
    private final Check ofArrays;
    private final Check ofAll;

    SchemaCheck(int types, Check ofStrings, Check ofNumbers, Check ofObjects, Check ofArrays, Check ofAll) {
        this.types = types;
        this.ofStrings = ofStrings;
        this.ofNumbers = ofNumbers;
        this.ofObjects = ofObjects;
        this.ofArrays = ofArrays;
        this.ofAll = ofAll;
    }

    @Override
    public boolean accepts(JsonNode value) {
        int type = JsonTypes.of(value);
        if ((types & type) == 0) {
            return false;
        }
        boolean accepted =
                switch (type) {
                    case JsonTypes.STRING -> ofStrings.accepts(value);
                    case JsonTypes.INTEGER, JsonTypes.FRACTION -> ofNumbers.accepts(value);
                    case JsonTypes.OBJECT -> ofObjects.accepts(value);
                    case JsonTypes.ARRAY -> ofArrays.accepts(value);
                    default -> true;
                };
        return accepted && ofAll.accepts(value);
    }
}
