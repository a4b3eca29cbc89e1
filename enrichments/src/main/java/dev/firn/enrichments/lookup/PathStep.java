package dev.firn.enrichments.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.Predicate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One step of a path, bound to the steps after it. It finds children of a value, hands each to the next step, and returns
 * the value with what came back in their places: the same value when nothing else came back, else a copy of this one level.
 */
@FunctionalInterface
interface PathStep {

    /** The end of a path: the value is a match. */
    PathStep END = (node, walk) -> walk.found().apply(node);

    JsonNode apply(JsonNode node, Walk walk);

    /**
     * One run of a path.
     *
     * @param found takes a match and gives what is to be in its place
     */
    record Walk(JsonNode root, UnaryOperator<JsonNode> found) {}

    static PathStep name(String name, PathStep next) {
        return (node, walk) -> {
            JsonNode child = node instanceof ObjectNode ? node.get(name) : null;
            return child == null ? node : with(node, name, child, next.apply(child, walk));
        };
    }

    static PathStep names(List<String> names, PathStep next) {
        return (node, walk) -> {
            JsonNode result = node;
            for (String name : names) {
                JsonNode child = node instanceof ObjectNode ? node.get(name) : null;
                if (child != null) {
                    result = result == node
                            ? with(node, name, child, next.apply(child, walk))
                            : set(result, name, next.apply(child, walk));
                }
            }
            return result;
        };
    }

    /** @param indexes negative ones count from the end */
    static PathStep indexes(List<Integer> indexes, PathStep next) {
        return (node, walk) -> {
            Elements elements = new Elements(node);
            for (int index : indexes) {
                elements.visit(index < 0 ? (long) node.size() + index : index, next, walk);
            }
            return elements.result();
        };
    }

    /** @param from and {@code to} count from the end when negative; null is the start or the end */
    static PathStep slice(@Nullable Integer from, @Nullable Integer to, int step, PathStep next) {
        return (node, walk) -> {
            Elements elements = new Elements(node);
            long end = Math.min(bound(to, node.size(), node.size()), node.size());
            for (long i = Math.max(bound(from, 0, node.size()), 0); i < end; i += step) {
                elements.visit(i, next, walk);
            }
            return elements.result();
        };
    }

    private static long bound(@Nullable Integer given, int otherwise, int size) {
        if (given == null) {
            return otherwise;
        }
        return given < 0 ? (long) size + given : given;
    }

    static PathStep wildcard(PathStep next) {
        return (node, walk) -> children(node, walk, next);
    }

    /** {@code ..}: the rest of the path from here, then from everything below. */
    static PathStep descent(PathStep next) {
        return new PathStep() {
            @Override
            public JsonNode apply(JsonNode node, Walk walk) {
                return node.isContainerNode() ? children(next.apply(node, walk), walk, this) : node;
            }
        };
    }

    /** Elements of an array that fit, or an object that fits. */
    static PathStep filter(Predicate predicate, PathStep next) {
        return (node, walk) -> {
            if (node instanceof ObjectNode) {
                return PathFilter.accepts(predicate, node, walk.root()) ? next.apply(node, walk) : node;
            }
            Elements elements = new Elements(node);
            for (int i = 0; i < node.size(); i++) {
                if (PathFilter.accepts(predicate, node.get(i), walk.root())) {
                    elements.visit(i, next, walk);
                }
            }
            return elements.result();
        };
    }

    private static JsonNode children(JsonNode node, Walk walk, PathStep next) {
        if (node instanceof ObjectNode) {
            JsonNode result = node;
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                JsonNode replaced = next.apply(member.getValue(), walk);
                result = result == node
                        ? with(node, member.getKey(), member.getValue(), replaced)
                        : set(result, member.getKey(), replaced);
            }
            return result;
        }
        Elements elements = new Elements(node);
        for (int i = 0; i < node.size(); i++) {
            elements.visit(i, next, walk);
        }
        return elements.result();
    }

    /** The object itself when the child stays, else a copy with another child; keys keep their places. */
    private static JsonNode with(JsonNode object, String name, JsonNode child, JsonNode replaced) {
        if (replaced == child) {
            return object;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll((ObjectNode) object);
        return set(copy, name, replaced);
    }

    private static JsonNode set(JsonNode copy, String name, JsonNode value) {
        ((ObjectNode) copy).set(name, value);
        return copy;
    }

    /** Visits elements of an array, of which any other value has none. */
    final class Elements {
        private final JsonNode original;
        private @Nullable ArrayNode copy;

        Elements(JsonNode original) {
            this.original = original;
        }

        void visit(long index, PathStep next, Walk walk) {
            if (!(original instanceof ArrayNode array) || index < 0 || index >= array.size()) {
                return;
            }
            JsonNode element = array.get((int) index);
            JsonNode replaced = next.apply(element, walk);
            if (replaced != element) {
                if (copy == null) {
                    copy = JsonNodeFactory.instance.arrayNode(array.size()).addAll(array);
                }
                copy.set((int) index, replaced);
            }
        }

        JsonNode result() {
            return copy == null ? original : copy;
        }
    }
}
