package dev.firn.serdes.flatten;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds where an object or array ends, by its brackets, strings and the places where values may be. Whether it is JSON in
 * all else is for the parser to say; this only has to notice soon when an end was lost, so that the next object is not
 * taken for a part of this one.
 */
final class ValueEnd {

    /** What came before, as far as it decides what may come next. */
    private enum Last {
        OPENING,
        VALUE,
        COLON,
        COMMA
    }

    private final ByteWindow text;
    private final Brackets brackets;
    private final int maxBytes;
    private boolean isTooLarge;
    private boolean isInString;
    private boolean isNextObject;

    ValueEnd(ByteWindow text, Brackets brackets, int maxBytes) {
        this.text = text;
        this.brackets = brackets;
        this.maxBytes = maxBytes;
    }

    /** Goes past the value that begins here. Null, or what is wrong with the next byte. */
    @Nullable
    String find() throws IOException {
        brackets.clear();
        isTooLarge = false;
        isInString = false;
        isNextObject = false;
        Last last = Last.COLON;
        while (true) {
            int b = text.peek();
            if (text.length() >= maxBytes) {
                return tooLarge();
            }
            switch (b) {
                case '"' -> {
                    text.skip(1);
                    if (!text.skipString()) {
                        isInString = text.length() >= maxBytes;
                        return isInString ? tooLarge() : "a string that does not end on its line";
                    }
                    last = Last.VALUE;
                    continue;
                }
                case '{', '[' -> {
                    boolean isDue = brackets.isInObject() ? last == Last.COLON : last != Last.VALUE;
                    if (!isDue) {
                        // The closing bracket was lost, and the next object follows at once.
                        isNextObject =
                                b == '{' && last != Last.OPENING && brackets.isInObject() && brackets.depth() == 1;
                        return "an opening bracket where no value is due";
                    }
                    brackets.open(b);
                    last = Last.OPENING;
                }
                case '}', ']' -> {
                    if (!brackets.close(b)) {
                        return "a closing bracket of the wrong kind";
                    }
                    if (brackets.depth() == 0) {
                        text.skip(1);
                        return null;
                    }
                    last = Last.VALUE;
                }
                case ',' -> last = Last.COMMA;
                case ':' -> last = Last.COLON;
                case '\n' -> {
                    text.skipLineBreak();
                    continue;
                }
                case ' ', '\t', '\r' -> {}
                case ByteWindow.END -> {
                    return "the end is missing";
                }
                default -> last = Last.VALUE;
            }
            text.skip(1);
        }
    }

    private String tooLarge() {
        isTooLarge = true;
        return "an object of more than " + maxBytes + " bytes";
    }

    /** Whether that was what was wrong. */
    boolean isTooLarge() {
        return isTooLarge;
    }

    /** Goes on to where the broken value probably ends. */
    void recover(boolean inArray) throws IOException {
        text.beginSkipping();
        if (isNextObject) {
            return;
        }
        if (isInString) {
            text.skipString();
        }
        while (true) {
            int b = text.peek();
            boolean opens = b == '{' || b == '[';
            if (b == ByteWindow.END
                    || (opens && text.isAfterLineBreak())
                    || (b == ']' && inArray && !brackets.hasSquares())) {
                return;
            }
            if (b == '\n') {
                text.skipLineBreak();
                continue;
            }
            text.skip(1);
            if (b == '"') {
                text.skipString();
            } else if (opens) {
                brackets.open(b);
            } else if (b == '}' || b == ']') {
                brackets.closeAnyway(b);
                if (brackets.depth() == 0) {
                    return;
                }
            }
        }
    }
}
