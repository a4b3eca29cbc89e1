package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives back the document that {@link FlattenRules#lossless() lossless} flattening made a flat object of:
 * {@code unflatten(flatten(x))} is {@code x}, to the order of keys and the spelling of numbers. Thread-safe; never throws
 * for data.
 */
public final class Unflattener {

    private final Escaping escaping;

    private Unflattener(String delimiter) {
        this.escaping = new Escaping(delimiter);
    }

    /** @throws FlattenRulesException for rules that are not {@linkplain FlattenRules#isLossless() lossless} */
    public static Unflattener of(FlattenRules rules) {
        if (!rules.isLossless()) {
            throw new FlattenRulesException("profile", "default", "rules that lose nothing, such as lossless");
        }
        return new Unflattener(rules.delimiter());
    }

    /** What unflattening made of a flat object. */
    public sealed interface Result {
        /** The document; its leaves are those of the flat object. */
        record Document(ObjectNode object) implements Result {
            @Override
            public <R> R fold(Function<ObjectNode, R> document, Function<String, R> contradiction) {
                return document.apply(object);
            }
        }

        /**
         * The flat object was not made by lossless flattening: its keys contradict each other.
         *
         * @param message names the key
         */
        record Contradiction(String message) implements Result {
            @Override
            public <R> R fold(Function<ObjectNode, R> document, Function<String, R> contradiction) {
                return contradiction.apply(message);
            }
        }

        /** Exactly one of the two functions is called. */
        <R> R fold(Function<ObjectNode, R> document, Function<String, R> contradiction);
    }

    /** @param flat not changed; the document shares its values */
    public Result unflatten(ObjectNode flat) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : flat.properties()) {
            String problem = put(document, field.getKey(), field.getValue());
            if (problem != null) {
                return new Result.Contradiction("key " + field.getKey() + ": " + problem);
            }
        }
        return new Result.Document(document);
    }

    /** Null, or what is wrong with the key. */
    private @Nullable String put(ObjectNode document, String flatKey, JsonNode value) {
        List<Escaping.Step> steps = escaping.split(flatKey, Limits.MAX_DEPTH);
        int last = steps.size() - 1;
        if (last >= Limits.MAX_DEPTH) {
            return "more than " + Limits.MAX_DEPTH + " levels";
        }
        JsonNode container = document;
        for (int i = 0; i <= last; i++) {
            boolean isPosition = steps.get(i).position().isPresent();
            if (isPosition != container.isArray()) {
                return isPosition ? "a position in what is no array" : "a key in what is no object";
            }
            JsonNode there = child(container, steps.get(i));
            if (i == last) {
                return there == null ? add(container, steps.get(i), value) : "already there";
            }
            if (there == null) {
                there = steps.get(i + 1).position().isPresent()
                        ? JsonNodeFactory.instance.arrayNode()
                        : JsonNodeFactory.instance.objectNode();
                String problem = add(container, steps.get(i), there);
                if (problem != null) {
                    return problem;
                }
            } else if (!there.isContainerNode()) {
                return "within what is a value";
            }
            container = there;
        }
        return null;
    }

    private static @Nullable JsonNode child(JsonNode container, Escaping.Step step) {
        OptionalInt position = step.position();
        return position.isPresent() ? container.get(position.getAsInt()) : container.get(step.key());
    }

    private static @Nullable String add(JsonNode container, Escaping.Step step, JsonNode value) {
        if (container instanceof ArrayNode array) {
            if (step.position().orElse(-1) != array.size()) {
                return "positions before it are missing";
            }
            array.add(value);
        } else if (container instanceof ObjectNode object) {
            object.set(step.key(), value);
        }
        return null;
    }
}
