package dev.firn.registry.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that arrived as UTF-8 bytes and is parsed as such: it becomes a string only when somebody wants one. Thread-safe.
 * Equal to another of the same characters. {@link #toString} does not show them, as they may be a payload.
 */
public final class Utf8Text {

    private final byte[] bytes;
    private final int offset;
    private final int length;
    private @Nullable String text; // a race decodes it twice, to equal strings

    private Utf8Text(byte[] bytes, int offset, int length, @Nullable String text) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.text = text;
    }

    public static Utf8Text of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Utf8Text(bytes, 0, bytes.length, text);
    }

    /** Null of null. */
    public static @Nullable Utf8Text ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    /** Keeps the array, which must not change any more. Malformed bytes read as U+FFFD. */
    public static Utf8Text of(byte[] utf8, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, utf8.length);
        return new Utf8Text(utf8, offset, length, null);
    }

    /** As {@link JsonText#parse(byte[], int, int)}. */
    public ParsedJson parse() {
        return JsonText.parse(bytes, offset, length);
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The characters. */
    public String text() {
        String decoded = text;
        if (decoded == null) {
            decoded = new String(bytes, offset, length, UTF_8);
            text = decoded;
        }
        return decoded;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Utf8Text that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return "Utf8Text[" + length + " bytes]";
    }
}
