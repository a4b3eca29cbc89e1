package dev.firn.registry.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;

/**
 * A growing buffer of UTF-8 bytes that knows how JSON is written. Reusable by {@link #reset()}; not thread-safe.
 *
 * <p>JSON comes out compact: keys in their order, numbers as they were spelled, and in strings {@code "}, {@code \},
 * {@code \b \f \n \r \t} and the remaining control characters (C0 and U+007F to U+009F, as lower-case
 * {@code \}{@code uXXXX}) escaped, all else as itself. A lone surrogate, which UTF-8 cannot carry, becomes {@code ?}.
 */
public final class Utf8Output {

    private static final int LARGEST_KEPT = 1 << 20;
    private static final int DEFAULT_SIZE = 1024;
    /** From here on the JDK's encoder, which works on many bytes at once, is worth its extra copy. */
    private static final int LONG = 48;
    /** In UTF-8, the byte before each of U+0080 to U+009F (and some more). */
    private static final byte FIRST_OF_C1 = (byte) 0xC2;

    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

    /** For ASCII: 0 as itself, otherwise the letter behind the backslash. */
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes;
    private int size;

    public Utf8Output() {
        this(DEFAULT_SIZE);
    }

    /** @param initialSize bytes to reserve */
    public Utf8Output(int initialSize) {
        bytes = new byte[initialSize];
    }

    /** The low eight bits, unchanged. */
    public void writeByte(int b) {
        ensure(1);
        bytes[size++] = (byte) b;
    }

    /** Text known to be ASCII, unchanged. */
    @SuppressWarnings("deprecation") // keeps the low byte of each char, which is what ASCII needs, at copying speed
    public void ascii(String text) {
        int length = text.length();
        ensure(length);
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    /** Any text, unescaped. */
    public void utf8(String text) {
        int length = text.length();
        if (length >= LONG) {
            byte[] encoded = text.getBytes(UTF_8);
            copy(encoded, 0, encoded.length);
            return;
        }
        int i = 0;
        while (i < length) {
            int start = i;
            while (i < length && text.charAt(i) < 0x80) {
                i++;
            }
            copyAscii(text, start, i);
            if (i < length) {
                i += encode(text, i);
            }
        }
    }

    /** Any text as a JSON string, quotes included. */
    public void jsonString(String text) {
        writeByte('"');
        int length = text.length();
        if (length >= LONG) {
            byte[] utf8 = text.getBytes(UTF_8);
            escaped(utf8);
            writeByte('"');
            return;
        }
        int i = 0;
        while (i < length) {
            int start = i;
            while (i < length && isPlain(text.charAt(i))) {
                i++;
            }
            copyAscii(text, start, i);
            if (i < length) {
                i += escapeOrEncode(text, i);
            }
        }
        writeByte('"');
    }

    /** The text of a whole tree, as {@link #json} writes it, as a JSON string. */
    public void jsonStringOf(JsonNode node) {
        // Written behind what is there, then taken back and written again with its escapes.
        int start = size;
        json(node);
        byte[] text = Arrays.copyOfRange(bytes, start, size);
        size = start;
        writeByte('"');
        escaped(text);
        writeByte('"');
    }

    /** A whole tree, compact. A double that JSON cannot say (NaN, infinite) is {@code null}. */
    public void json(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> jsonString(node.textValue());
            case NUMBER -> number(node);
            case BOOLEAN -> ascii(node.booleanValue() ? "true" : "false");
            case NULL, MISSING -> ascii("null");
            default -> jsonString(node.asText());
        }
    }

    /** Decimal digits. */
    public void decimal(long value) {
        if (value == Long.MIN_VALUE) {
            ascii(Long.toString(value));
            return;
        }
        ensure(20);
        long rest = value;
        if (rest < 0) {
            bytes[size++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long ten = rest; ten >= 10; ten /= 10) {
            digits++;
        }
        for (int i = size + digits - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    public int size() {
        return size;
    }

    /** Feeds what is written to a digest, without a copy. */
    public void addTo(MessageDigest digest) {
        digest.update(bytes, 0, size);
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Empties the buffer and keeps its memory, unless one large value has grown it beyond reason. */
    public void reset() {
        size = 0;
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[DEFAULT_SIZE];
        }
    }

    String toText() {
        return new String(bytes, 0, size, UTF_8);
    }

    private void object(JsonNode object) {
        if (object instanceof WrittenText.WrittenObject written) {
            copy(written.text());
            return;
        }
        int separator = '{';
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            writeByte(separator);
            jsonString(member.getKey());
            writeByte(':');
            json(member.getValue());
            separator = ',';
        }
        if (separator == '{') {
            writeByte('{');
        }
        writeByte('}');
    }

    private void array(JsonNode array) {
        if (array instanceof WrittenText.WrittenArray written) {
            copy(written.text());
            return;
        }
        writeByte('[');
        for (int i = 0, n = array.size(); i < n; i++) {
            if (i > 0) {
                writeByte(',');
            }
            json(array.get(i));
        }
        writeByte(']');
    }

    private void number(JsonNode number) {
        if (number.isInt() || number.isLong()) {
            decimal(number.longValue());
        } else if ((number.isDouble() || number.isFloat()) && !Double.isFinite(number.doubleValue())) {
            ascii("null");
        } else {
            ascii(number.asText());
        }
    }

    private static boolean isPlain(char c) {
        return c < 0x80 && ESCAPES[c] == 0;
    }

    @SuppressWarnings("deprecation") // as in ascii
    private void copyAscii(String text, int start, int end) {
        ensure(end - start);
        text.getBytes(start, end, bytes, size);
        size += end - start;
    }

    private void copy(WrittenText.Slice text) {
        copy(text.utf8(), text.start(), text.end());
    }

    private void copy(byte[] from, int start, int end) {
        ensure(end - start);
        System.arraycopy(from, start, bytes, size, end - start);
        size += end - start;
    }

    private void escaped(byte[] utf8) {
        int start = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b >= 0 ? ESCAPES[b] != 0 : b == FIRST_OF_C1 && (utf8[i + 1] & 0xFF) < 0xA0) {
                copy(utf8, start, i);
                if (b < 0) {
                    i++;
                }
                escape(utf8[i] & 0xFF);
                start = i + 1;
            }
        }
        copy(utf8, start, utf8.length);
    }

    /** The character that ended a plain run; returns how many chars it took. */
    private int escapeOrEncode(String text, int i) {
        char c = text.charAt(i);
        if (c > 0x9F) {
            return encode(text, i);
        }
        escape(c);
        return 1;
    }

    private void escape(int c) {
        ensure(6);
        bytes[size++] = '\\';
        byte letter = c < 0x80 ? ESCAPES[c] : (byte) 'u';
        bytes[size++] = letter;
        if (letter == 'u') {
            bytes[size++] = '0';
            bytes[size++] = '0';
            bytes[size++] = HEX[c >> 4];
            bytes[size++] = HEX[c & 0xF];
        }
    }

    /** The non-ASCII character at {@code i}; returns how many chars it took. */
    private int encode(String text, int i) {
        ensure(4);
        char c = text.charAt(i);
        if (c < 0x800) {
            bytes[size++] = (byte) (0xC0 | c >> 6);
            bytes[size++] = continuation(c);
            return 1;
        }
        if (!Character.isSurrogate(c)) {
            bytes[size++] = (byte) (0xE0 | c >> 12);
            bytes[size++] = continuation(c >> 6);
            bytes[size++] = continuation(c);
            return 1;
        }
        int codePoint = text.codePointAt(i);
        if (codePoint == c) {
            bytes[size++] = '?';
            return 1;
        }
        bytes[size++] = (byte) (0xF0 | codePoint >> 18);
        bytes[size++] = continuation(codePoint >> 12);
        bytes[size++] = continuation(codePoint >> 6);
        bytes[size++] = continuation(codePoint);
        return 2;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | bits & 0x3F);
    }

    private void ensure(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
        }
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[0x80];
        Arrays.fill(escapes, 0, 0x20, (byte) 'u');
        escapes[0x7F] = 'u';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\b'] = 'b';
        escapes['\f'] = 'f';
        escapes['\n'] = 'n';
        escapes['\r'] = 'r';
        escapes['\t'] = 't';
        return escapes;
    }
}
