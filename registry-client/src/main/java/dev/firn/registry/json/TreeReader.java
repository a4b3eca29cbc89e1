package dev.firn.registry.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** UTF-8 bytes to a tree. Not Jackson's own tree reader, because that one forgets how numbers were spelled. */
final class TreeReader {

    private static final int LONGEST_STRING = 256 * 1024 * 1024;
    private static final int SURE_LONG_CHARS = 18;

    private static final JsonFactory FACTORY = factory(JsonText.MAX_DEPTH);
    /** For text that was written here: trees grow by the envelopes that are put around what was read. */
    private static final JsonFactory OWN = factory(2 * JsonText.MAX_DEPTH);

    private final JsonParser parser;
    private final RepeatedKeys repeated;

    private TreeReader(JsonParser parser, RepeatedKeys repeated) {
        this.parser = parser;
        this.repeated = repeated;
    }

    private static JsonFactory factory(int depth) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxStringLength(LONGEST_STRING)
                        .maxNameLength(LONGEST_STRING)
                        // Jackson never converts a long number here, it only has to hand out its text.
                        .maxNumberLength(LONGEST_STRING)
                        .build())
                // Names are shared between texts by the symbol table; interning them as well costs and brings nothing.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // Many colliding names are slow at worst, not an error of the text.
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .build();
    }

    /** The members of an object whose text {@link Utf8Output} has written. */
    static Map<String, JsonNode> readOwn(byte[] utf8, int offset, int length) throws IOException {
        try (JsonParser parser = OWN.createParser(utf8, offset, length)) {
            parser.nextToken();
            TreeReader reader = new TreeReader(parser, RepeatedKeys.lastStays());
            Map<String, JsonNode> members = new LinkedHashMap<>();
            String name;
            while ((name = parser.nextFieldName()) != null) {
                members.put(name, requireNonNull(reader.value(parser.nextToken())));
            }
            return members;
        }
    }

    /** Null or an exception when the bytes are not one JSON value. */
    static @Nullable JsonNode read(byte[] utf8, int offset, int length, RepeatedKeys repeated) throws IOException {
        if (!startsAsUtf8Json(utf8, offset, length)) {
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(utf8, offset, length)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return null;
            }
            JsonNode node = new TreeReader(parser, repeated).value(first);
            return parser.nextToken() == null ? node : null;
        }
    }

    /**
     * As {@link #read}; where the value is an object, its member {@code data} keeps its text if it was written as we would
     * write it.
     */
    static @Nullable JsonNode readEnvelope(byte[] utf8) throws IOException {
        if (!startsAsUtf8Json(utf8, 0, utf8.length)) {
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return null;
            }
            TreeReader reader = new TreeReader(parser, RepeatedKeys.lastStays());
            JsonNode node = first == JsonToken.START_OBJECT ? reader.envelope(utf8) : reader.value(first);
            return parser.nextToken() == null ? node : null;
        }
    }

    private ObjectNode envelope(byte[] utf8) throws IOException {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        String name;
        while ((name = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            if (!name.equals("data") || !token.isStructStart()) {
                envelope.set(name, value(token));
                continue;
            }
            int before = repeated.count();
            int start = (int) parser.currentTokenLocation().getByteOffset();
            JsonNode data = token == JsonToken.START_OBJECT ? object() : array();
            int end = (int) parser.currentLocation().getByteOffset();
            boolean asWritten = repeated.count() == before && WrittenText.isAsWritten(utf8, start, end);
            envelope.set(name, asWritten ? WrittenText.of(data, utf8, start, end) : data);
        }
        return envelope;
    }

    /** Keeps Jackson from guessing UTF-16 or UTF-32 and from skipping a byte order mark: here bytes are UTF-8. */
    private static boolean startsAsUtf8Json(byte[] utf8, int offset, int length) {
        int end = offset + Math.min(length, 4);
        for (int i = offset; i < end; i++) {
            if (utf8[i] == 0) {
                return false;
            }
        }
        return length > 0 && utf8[offset] > 0;
    }

    private @Nullable JsonNode value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> TextNode.valueOf(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> new NumberText(parser.getText(), false);
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.instance;
            default -> null;
        };
    }

    // The parser bounds the recursion by MAX_DEPTH.
    private ObjectNode object() throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        String name;
        while ((name = parser.nextFieldName()) != null) {
            JsonNode before = object.replace(name, value(parser.nextToken()));
            if (before != null && repeated.repeated(name)) {
                object.replace(name, before);
            }
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            array.add(value(token));
        }
        return array;
    }

    private JsonNode integer() throws IOException {
        int chars = parser.getTextLength();
        if (chars <= SURE_LONG_CHARS) {
            long value = parser.getLongValue();
            if (value == 0 && chars > 1) {
                return new NumberText(parser.getText(), true);
            }
            return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
        }
        String text = parser.getText();
        if (chars > NumberText.MAX_DIGITS) {
            return new NumberText(text, true);
        }
        BigInteger value = new BigInteger(text);
        return value.bitLength() < Long.SIZE ? LongNode.valueOf(value.longValue()) : BigIntegerNode.valueOf(value);
    }
}
