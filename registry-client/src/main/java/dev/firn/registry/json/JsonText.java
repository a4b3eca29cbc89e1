package dev.firn.registry.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON text to tree and back. Stateless; every method may be called by any thread and none throws for data.
 *
 * <p>Strict RFC 8259, and one value only: a byte order mark, trailing text, comments, {@code NaN}, leading zeros and raw
 * control characters are refused. A repeated key keeps its first place and its last value. Numbers keep their spelling:
 * plain integers are Jackson's int, long and big integer nodes; every other spelling ({@code 1.00}, {@code 1e3},
 * {@code -0}) is a node that writes its text unchanged, is {@linkplain JsonNode#isIntegralNumber() integral} only when
 * it has neither fraction nor exponent, and whose {@link JsonNode#decimalValue()} is exact up to 1000 digits and
 * exponents of ±1000 (beyond that it is cut to that range, so that no number can cost more than its own text).
 */
public final class JsonText {

    /** Containers inside each other, at most; deeper text is {@link ParsedJson.NotJson}. */
    public static final int MAX_DEPTH = 1000;

    private JsonText() {}

    /** Lone surrogates count as {@code ?}, as they would in any UTF-8 output. */
    public static ParsedJson parse(String text) {
        // Jackson's byte parser beats its character parser even with this copy included, and shares names between
        // texts.
        byte[] utf8 = text.getBytes(UTF_8);
        JsonNode node = read(utf8, 0, utf8.length, RepeatedKeys.lastStays());
        return node != null ? new ParsedJson.Json(node) : notJson(text);
    }

    /** As {@link #parse(byte[], int, int)} of the whole array. */
    public static ParsedJson parse(byte[] utf8) {
        return parse(utf8, 0, utf8.length);
    }

    /** Malformed UTF-8 counts as U+FFFD, as it would when read into a string first. */
    public static ParsedJson parse(byte[] utf8, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, utf8.length);
        JsonNode node = read(utf8, offset, length, RepeatedKeys.lastStays());
        if (node != null) {
            return new ParsedJson.Json(node);
        }
        String text = new String(utf8, offset, length, UTF_8);
        return text.indexOf('\uFFFD') < 0 ? notJson(text) : parse(text);
    }

    /** As {@link #parse(byte[], int, int)}, but for this: repeated keys are told, and malformed UTF-8 is refused. */
    public static ParsedJson parse(byte[] utf8, int offset, int length, RepeatedKeys repeated) {
        Objects.checkFromIndexSize(offset, length, utf8.length);
        JsonNode node = read(utf8, offset, length, repeated);
        if (node != null) {
            return new ParsedJson.Json(node);
        }
        try {
            return notJson(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(utf8, offset, length))
                    .toString());
        } catch (CharacterCodingException malformed) {
            return new ParsedJson.NotJson("invalid json: malformed UTF-8");
        }
    }

    /**
     * As {@link #parse(byte[])}, for what carries something in a member {@code data}: that is cheap to write again when it
     * was spelled as {@link #write} would spell it.
     *
     * @param utf8 kept, so not to be changed any more
     */
    public static ParsedJson parseEnvelope(byte[] utf8) {
        JsonNode node = readEnvelope(utf8);
        return node != null ? new ParsedJson.Json(node) : parse(utf8);
    }

    /** As {@link #parse(String)} and {@link #parseEnvelope(byte[])}. */
    public static ParsedJson parseEnvelope(String text) {
        JsonNode node = readEnvelope(text.getBytes(UTF_8));
        return node != null ? new ParsedJson.Json(node) : notJson(text);
    }

    /**
     * The same object with its text at hand, for what is written often; neither it nor what is in it may be changed
     * afterwards.
     */
    public static ObjectNode written(ObjectNode object) {
        byte[] utf8 = bytes(object);
        return (ObjectNode) WrittenText.of(object, utf8, 0, utf8.length);
    }

    /**
     * The value of text that {@link Utf8Output#json} has written, and nobody has touched since. An object is read when it is
     * first looked into, and written by copying; it must not be changed.
     *
     * @param utf8 kept, so not to be changed any more
     * @throws IllegalStateException when it was not written here; for an object perhaps only when it is looked into
     */
    public static JsonNode ofWritten(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        if (end > start && utf8[start] == '{') {
            return WrittenText.lazy(utf8, start, end);
        }
        return parse(utf8, start, end - start).fold(json -> json, message -> {
            throw new IllegalStateException(message);
        });
    }

    private static byte[] bytes(JsonNode node) {
        Utf8Output out = new Utf8Output(256);
        out.json(node);
        return out.toByteArray();
    }

    /** Compact: no white space, keys in their order, numbers as they were spelled; see {@link Utf8Output#json}. */
    public static String write(JsonNode node) {
        Utf8Output out = new Utf8Output(256);
        out.json(node);
        return out.toText();
    }

    private static @Nullable JsonNode read(byte[] utf8, int offset, int length, RepeatedKeys repeated) {
        try {
            return TreeReader.read(utf8, offset, length, repeated);
        } catch (IOException refused) {
            return null; // the words of the bad row come from JsonDiagnosis; Jackson's are not a contract
        }
    }

    private static @Nullable JsonNode readEnvelope(byte[] utf8) {
        try {
            return TreeReader.readEnvelope(utf8);
        } catch (IOException refused) {
            return null; // as above
        }
    }

    private static ParsedJson notJson(String text) {
        return new ParsedJson.NotJson("invalid json: " + JsonDiagnosis.of(text));
    }
}
