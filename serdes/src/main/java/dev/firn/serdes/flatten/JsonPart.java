package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/** What {@link JsonObjects} found next in a text: an object, or something that is none. */
public sealed interface JsonPart {

    /**
     * An object. Its numbers keep their spelling, see {@link dev.firn.registry.json.JsonText}.
     *
     * @param offset of its first byte in the text
     * @param length in bytes
     * @param line of its first byte, from 1
     * @param duplicateKeys how many times a key of it was there already
     */
    record Parsed(ObjectNode object, long offset, long length, long line, int duplicateKeys) implements JsonPart {
        @Override
        public <R> R fold(Function<Parsed, R> parsed, Function<Broken, R> broken) {
            return parsed.apply(this);
        }
    }

    /**
     * A part of the text that is no object.
     *
     * @param cause of a closed list
     * @param message for bad rows: may quote a few characters
     * @param offset of its first byte in the text
     * @param length in bytes; may be 0 where something is missing
     * @param line of its first byte, from 1
     * @param bytes the part itself, or the first {@link JsonObjects#KEPT_BYTES} of a longer one
     */
    record Broken(Cause cause, String message, long offset, long length, long line, byte[] bytes) implements JsonPart {
        @Override
        public <R> R fold(Function<Parsed, R> parsed, Function<Broken, R> broken) {
            return broken.apply(this);
        }

        /** Cause and place. */
        @Override
        public String toString() {
            return "Broken[" + cause.words() + ", line " + line + ", byte " + offset + ", " + length + " bytes]";
        }
    }

    /** Why something is no object. {@link #words()} quotes nothing. */
    enum Cause {
        NOT_JSON("not JSON"),
        NOT_AN_OBJECT("JSON, but not an object"),
        TOP_LEVEL_ARRAY("a top-level array, which the rules reject"),
        DUPLICATE_KEY("a key twice in one object"),
        TOO_LARGE("too large"),
        TOO_DEEP("too many levels"),
        UNCLOSED_ARRAY("the end of a top-level array is missing");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Exactly one of the two functions is called. */
    <R> R fold(Function<Parsed, R> parsed, Function<Broken, R> broken);
}
