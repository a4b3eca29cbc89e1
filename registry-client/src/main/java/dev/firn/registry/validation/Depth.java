package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;

/** Levels of a tree: the root is one, and each member or element is one more. */
final class Depth {

    static final String MESSAGE = "Maximum allowed JSON depth exceeded";

    private Depth() {}

    static boolean exceeds(JsonNode value, int levels) {
        if (levels <= 0) {
            return true;
        }
        if (value.isContainerNode()) {
            for (JsonNode child : value) {
                if ((child.isContainerNode() || levels == 1) && exceeds(child, levels - 1)) {
                    return true;
                }
            }
        }
        return false;
    }
}
