package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;

/** Levels of a tree: a scalar has none, <code>{}</code> has one. */
final class Depth {

    private Depth() {}

    /** Looks no deeper than it must, so no tree is too deep for it. */
    static boolean isWithin(JsonNode tree, int most) {
        if (!tree.isContainerNode()) {
            return true;
        }
        if (most <= 0) {
            return false;
        }
        for (JsonNode child : tree) {
            if (child.isContainerNode() && !isWithin(child, most - 1)) {
                return false;
            }
        }
        return true;
    }
}
