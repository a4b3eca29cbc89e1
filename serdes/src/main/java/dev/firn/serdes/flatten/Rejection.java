package dev.firn.serdes.flatten;

/**
 * Why a document, or an element of a top-level array, has no records.
 *
 * @param reason of a closed list
 * @param index which element of a top-level array, from 0; -1 for the document itself
 * @param message for people and bad rows; may name keys, never values
 */
public record Rejection(Reason reason, int index, String message) {

    /** The kinds of rejections. {@link #words()} says each without naming anything of the document. */
    public enum Reason {
        NOT_AN_OBJECT("neither an object nor an array of objects"),
        TOP_LEVEL_ARRAY("a top-level array, which the rules reject"),
        COLLISION("two values with the same flat key"),
        DUPLICATE_KEY("a key twice in one object"),
        TOO_DEEP("too many levels"),
        TOO_LARGE("flat keys that are too long together"),
        NOT_UNICODE("half a surrogate pair, which UTF-8 cannot carry"),
        RUNAWAY_PATTERN("a key on which a renaming pattern takes too long");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
