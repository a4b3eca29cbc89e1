package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.registry.json.RepeatedKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a text, one after the other: a single object, objects one a line or over several lines, glued together
 * without anything between them, in an array, or all of that in turn. White space, byte order marks and record separators
 * (U+001E) between them are skipped; in an array, missing and extra commas are as well.
 *
 * <p>What is no object is a {@link JsonPart.Broken}, and reading goes on behind it:
 *
 * <ul>
 *   <li>An object whose brackets match ends where they do, be it JSON or not.
 *   <li>An object in which something stands that cannot (a bracket in the wrong place, a line break in a string, the end)
 *       ends where its brackets match after all; or ahead of a bracket that opens at the beginning of a line; or, where a
 *       member or the end of the outermost object was due, ahead of a <code>{</code>.
 *   <li>Anything else ends at the line break, or ahead of the next bracket that opens.
 * </ul>
 *
 * <p>So of objects one a line, a broken one costs none of the others, unless its line ends with a colon or within an array.
 * No byte is passed over in silence but those named above. Time is linear; memory is bounded by the largest object allowed.
 * Not thread-safe.
 */
public final class JsonObjects {

    /** Of a broken part, so many bytes are kept. */
    public static final int KEPT_BYTES = 1 << 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int RECORD_SEPARATOR = 0x1E;

    /**
     * How a text is read.
     *
     * @param duplicateKeys what happens when an object repeats a key
     * @param topLevelArrays whether arrays are looked into
     * @param maxObjectBytes larger objects are {@link JsonPart.Cause#TOO_LARGE}
     * @param maxParts of a text in memory; what comes after so many is one part that is {@link JsonPart.Cause#TOO_LARGE}
     */
    public record Options(
            DuplicateKeys duplicateKeys, TopLevelArrays topLevelArrays, int maxObjectBytes, int maxParts) {
        public Options {
            Objects.requireNonNull(duplicateKeys);
            Objects.requireNonNull(topLevelArrays);
            FlattenRulesException.check("max-object-bytes", maxObjectBytes, 2, 1 << 28);
            FlattenRulesException.check("max-parts", maxParts, 1, Integer.MAX_VALUE);
        }

        /** The last of repeated keys counts, arrays are looked into, objects have at most 64 MiB; 100,000 parts. */
        public static Options defaults() {
            return new Options(DuplicateKeys.LAST, TopLevelArrays.EXPLODE, 1 << 26, 100_000);
        }

        public Options with(DuplicateKeys policy) {
            return new Options(policy, topLevelArrays, maxObjectBytes, maxParts);
        }

        public Options with(TopLevelArrays policy) {
            return new Options(duplicateKeys, policy, maxObjectBytes, maxParts);
        }

        public Options withMaxObjectBytes(int bytes) {
            return new Options(duplicateKeys, topLevelArrays, bytes, maxParts);
        }

        public Options withMaxParts(int parts) {
            return new Options(duplicateKeys, topLevelArrays, maxObjectBytes, parts);
        }
    }

    private final Options options;
    private final ByteWindow text;
    private final Brackets brackets = new Brackets();
    private final ValueEnd values;
    private boolean inArray;
    private boolean elementIsDue; // in the array, behind its bracket or a comma
    private long arrayStart;
    private long line;

    private JsonObjects(ByteWindow text, Options options) {
        this.text = text;
        this.options = Objects.requireNonNull(options);
        values = new ValueEnd(text, brackets, options.maxObjectBytes());
    }

    /** Of a text of any length, which is read as far as needed and not closed. */
    public static JsonObjects of(InputStream utf8, Options options) {
        return new JsonObjects(new ByteWindow(utf8, options.maxObjectBytes()), options);
    }

    /** All parts of a text in memory. */
    public static List<JsonPart> all(byte[] utf8, Options options) {
        JsonObjects objects = new JsonObjects(new ByteWindow(utf8), options);
        List<JsonPart> parts = new ArrayList<>(1);
        try {
            for (JsonPart part = objects.next(); part != null; part = objects.next()) {
                parts.add(part);
                if (parts.size() == options.maxParts() && objects.hasMore()) {
                    parts.add(objects.rest());
                    break;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail", e);
        }
        return parts;
    }

    /**
     * The next part, or null at the end.
     *
     * @throws IOException if the stream cannot be read
     */
    public @Nullable JsonPart next() throws IOException {
        while (true) {
            int b = skipSpace();
            text.begin();
            line = text.line();
            if (b == ByteWindow.END) {
                return inArray ? unclosedArray() : null;
            }
            if (b == '[' && inArray && !elementIsDue) {
                return unclosedArray(); // and another one begins
            }
            boolean entersArray = b == '[' && !inArray && options.topLevelArrays() == TopLevelArrays.EXPLODE;
            if (!entersArray && !(inArray && (b == ',' || b == ']'))) {
                elementIsDue = false;
                return b == '{' || b == '[' ? value(b) : stray(b);
            }
            text.skip(1);
            inArray = b != ']';
            elementIsDue = inArray;
            arrayStart = entersArray ? text.offset() : arrayStart;
        }
    }

    private int skipSpace() throws IOException {
        while (true) {
            int b = text.peek();
            if (b == '\n') {
                text.skipLineBreak();
            } else if (b == ' ' || b == '\t' || b == '\r' || b == RECORD_SEPARATOR) {
                text.skip(1);
            } else if (b == (BYTE_ORDER_MARK[0] & 0xFF) && text.isNext(BYTE_ORDER_MARK)) {
                text.skip(BYTE_ORDER_MARK.length);
            } else {
                return b;
            }
        }
    }

    private JsonPart unclosedArray() {
        inArray = false;
        return broken(JsonPart.Cause.UNCLOSED_ARRAY, "the array that begins at byte " + arrayStart + " does not end");
    }

    private JsonPart value(int bracket) throws IOException {
        String problem = values.find();
        if (problem != null) {
            values.recover(inArray);
            return broken(values.isTooLarge() ? JsonPart.Cause.TOO_LARGE : JsonPart.Cause.NOT_JSON, problem);
        }
        if (bracket == '[') {
            return inArray
                    ? broken(JsonPart.Cause.NOT_AN_OBJECT, "an array within an array, expected an object")
                    : broken(JsonPart.Cause.TOP_LEVEL_ARRAY, "an array, which top-level-arrays = reject refuses");
        }
        if (brackets.deepest() > JsonText.MAX_DEPTH) {
            return broken(JsonPart.Cause.TOO_DEEP, "more than " + JsonText.MAX_DEPTH + " levels");
        }
        RepeatedKeys repeated = TextJson.repeatedKeys(options.duplicateKeys());
        ParsedJson parsed = JsonText.parse(text.buffer(), text.markInBuffer(), (int) text.length(), repeated);
        return parsed.fold(
                node -> repeated.count() > 0 && options.duplicateKeys() == DuplicateKeys.REJECT
                        ? broken(JsonPart.Cause.DUPLICATE_KEY, "key " + repeated.example() + " twice in one object")
                        : new JsonPart.Parsed((ObjectNode) node, text.offset(), text.length(), line, repeated.count()),
                message -> broken(JsonPart.Cause.NOT_JSON, message));
    }

    /** What begins with no bracket. */
    private JsonPart stray(int first) throws IOException {
        text.beginSkipping();
        text.skip(1);
        boolean isText = first == '"' && text.skipString();
        for (int b = text.peek(); !isText && b != ByteWindow.END && !endsStray(b); b = text.peek()) {
            text.skip(1);
        }
        byte[] part = text.part();
        boolean isJson = text.length() <= KEPT_BYTES && JsonText.parse(part).fold(node -> true, message -> false);
        return isJson
                ? broken(JsonPart.Cause.NOT_AN_OBJECT, "a value, expected an object")
                : broken(JsonPart.Cause.NOT_JSON, "expected an object");
    }

    private boolean endsStray(int b) {
        return b == '\n' || b == '{' || b == '[' || (inArray && (b == ',' || b == ']'));
    }

    private JsonPart.Broken broken(JsonPart.Cause cause, String message) {
        return new JsonPart.Broken(cause, message, text.offset(), text.length(), line, text.part());
    }

    private boolean hasMore() throws IOException {
        return skipSpace() != ByteWindow.END;
    }

    private JsonPart rest() throws IOException {
        text.begin();
        line = text.line();
        while (text.peek() != ByteWindow.END) {
            text.skip(1);
        }
        return broken(JsonPart.Cause.TOO_LARGE, "more than " + options.maxParts() + " parts");
    }
}
