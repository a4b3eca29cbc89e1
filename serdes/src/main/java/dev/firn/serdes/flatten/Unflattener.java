package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

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
        return new Result.Contradiction("" + escaping.split("", 1));
    }
}
