package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;

/** One part of a compiled schema: decides, and says nothing about why. Immutable, and allocates nothing to say yes. */
@FunctionalInterface
interface Check {

    Check ANYTHING = value -> true;

    boolean accepts(JsonNode value);

    /** Both; the one given here is asked last. */
    default Check and(Check next) {
        return this == ANYTHING ? next : value -> accepts(value) && next.accepts(value);
    }
}
