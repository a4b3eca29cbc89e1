package dev.firn.k8s;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** The operations of RFC 6902 that our patches use. */
final class JsonPatch {

    /** What is to be done with a place in an object. */
    enum Op {
        test,
        add,
        replace,
        remove
    }

    /** One of them. */
    record Operation(Op op, String path, JsonNode value) {}

    private JsonPatch() {}

    /** Changes the object. */
    static void apply(JsonNode object, JsonNode operations) {
        operations.forEach(one -> apply(object, StrictReader.read(one, Operation.class)));
    }

    private static void apply(JsonNode object, Operation operation) {
        JsonPointer path = JsonPointer.compile(operation.path());
        JsonNode parent = object.at(Objects.requireNonNull(path.head()));
        String last = path.last().getMatchingProperty();
        boolean there = parent.isArray() ? parent.has(path.last().getMatchingIndex()) : parent.has(last);
        if (operation.op() != Op.add && !there) {
            throw new IllegalArgumentException("nothing at " + operation.path());
        }
        switch (operation.op()) {
            case test -> {
                if (!object.at(path).equals(operation.value())) {
                    throw new IllegalArgumentException(operation.path() + " is " + object.at(path));
                }
            }
            case remove -> remove(parent, last);
            default -> put(parent, last, operation);
        }
    }

    private static void remove(JsonNode parent, String last) {
        if (parent instanceof ObjectNode object) {
            object.remove(last);
        } else {
            ((ArrayNode) parent).remove(Integer.parseInt(last));
        }
    }

    private static void put(JsonNode parent, String last, Operation operation) {
        if (parent instanceof ObjectNode object) {
            object.set(last, operation.value());
        } else if (operation.op() == Op.replace) {
            ((ArrayNode) parent).set(Integer.parseInt(last), operation.value());
        } else if (last.equals("-")) {
            ((ArrayNode) parent).add(operation.value());
        } else {
            ((ArrayNode) parent).insert(Integer.parseInt(last), operation.value());
        }
    }
}
