package dev.firn.registry.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.00",
                "1e3",
                "1E+3",
                "-0",
                "-0.0",
                "123456789012345678901234567890",
                "1e1000000000",
                "-1e-999999999999",
                "9223372036854775807",
                "-9223372036854775808",
                "0",
                "[]",
                "{}",
                "[[],{}]",
                "\"\"",
                "{\"a\":[1,2.50,null,true,false],\"b\":{\"c\":\"/<>é\u2028😀\"}}",
                "\"\\b\\f\\n\\r\\t\\\"\\\\\\u0001\\u007f\\u009f\""
            })
    void writesWhatItRead(String text) {
        assertThat(JsonText.write(json(text))).isEqualTo(text);
    }

    @Test
    void dropsWhiteSpaceAndNeedlessEscapes() {
        assertThat(JsonText.write(json(" { \"a\\u00e9\" :\t[ 1 ,\r\n2 ] , \"\\/\" : \"\\u007F\" } ")))
                .isEqualTo("{\"aé\":[1,2],\"/\":\"\\u007f\"}");
    }

    @Test
    void keepsFirstPlaceAndLastValueOfARepeatedKey() {
        assertThat(JsonText.write(json("{\"a\":1,\"b\":2,\"a\":{\"c\":3}}"))).isEqualTo("{\"a\":{\"c\":3},\"b\":2}");
    }

    @Test
    void givesPlainIntegersTheirSmallestNode() {
        assertThat(json("5")).isInstanceOf(IntNode.class);
        assertThat(json("-2147483648")).isInstanceOf(IntNode.class);
        assertThat(json("2147483648")).isInstanceOf(LongNode.class);
        assertThat(json("9223372036854775807")).isInstanceOf(LongNode.class);
        assertThat(json("9223372036854775808")).isInstanceOf(BigIntegerNode.class);
    }

    @Test
    void readsStringAndBytesAlike() {
        String text = "{\"k\":\"é😀\"}";
        byte[] framed = ("xx" + text + "yy").getBytes(UTF_8);

        assertThat(JsonText.parse(text)).isEqualTo(JsonText.parse(text.getBytes(UTF_8)));
        assertThat(JsonText.parse(framed, 2, framed.length - 4)).isEqualTo(JsonText.parse(text));
    }

    @Test
    void readsMalformedUtf8AsReplacementCharacters() {
        byte[] bytes = {'"', 'a', (byte) 0xFF, 'b', '"'};

        assertThat(JsonText.parse(bytes)).isEqualTo(JsonText.parse("\"a\uFFFDb\""));
    }

    @Test
    void neverGuessesAnotherEncoding() {
        assertThat(JsonText.parse("{}".getBytes(UTF_16LE))).isInstanceOf(ParsedJson.NotJson.class);
        assertThat(JsonText.parse("\uFEFF{}".getBytes(UTF_8)))
                .isEqualTo(
                        new ParsedJson.NotJson("invalid json: expected json value got '\uFEFF{}' (line 1, column 1)"));
    }

    @Test
    void writesLoneSurrogatesAsQuestionMarks() {
        assertThat(JsonText.write(json("\"a\\ud83db\""))).isEqualTo("\"a?b\"");
        assertThat(JsonText.write(json("\"a\ud83db\""))).isEqualTo("\"a?b\"");
    }

    @Test
    void readsAThousandLevelsAndNoMore() {
        assertThat(JsonText.parse("[".repeat(1000) + "]".repeat(1000))).isInstanceOf(ParsedJson.Json.class);
        assertThat(JsonText.parse("[".repeat(1001) + "]".repeat(1001)))
                .isEqualTo(new ParsedJson.NotJson("invalid json: exceeded maximum nesting depth (1000) got '[]]]]]...'"
                        + " (line 1, column 1001)"));
        assertThat(JsonText.parse("{\"a\":".repeat(200_000))).isInstanceOf(ParsedJson.NotJson.class);
    }

    @Test
    void keepsNumbersOfAnyLength() {
        String digits = "7".repeat(1_000_000);

        assertThat(json(digits).isIntegralNumber()).isTrue();
        assertThat(json(digits).decimalValue().precision()).isLessThanOrEqualTo(1000);
        assertThat(JsonText.write(json("[" + digits + "," + digits + ".5]")))
                .isEqualTo("[" + digits + "," + digits + ".5]");
    }

    @Test
    void answersExactDecimals() {
        assertThat(json("0.1").decimalValue()).isEqualTo(new BigDecimal("0.1"));
        assertThat(json("2.9999999999999999999").decimalValue()).isLessThan(BigDecimal.valueOf(3));
        assertThat(json("-1.5e2").intValue()).isEqualTo(-150);
    }

    private static JsonNode json(String text) {
        return JsonText.parse(text).fold(node -> node, message -> {
            throw new AssertionError(message);
        });
    }

    @Test
    void tellsOfRepeatedKeysAndKeepsTheOneAskedFor() {
        byte[] text = "{\"a\":1,\"b\":{\"c\":2,\"c\":3},\"a\":4}".getBytes(UTF_8);
        RepeatedKeys last = RepeatedKeys.lastStays();
        RepeatedKeys first = RepeatedKeys.firstStays();

        JsonNode withLast = tree(JsonText.parse(text, 0, text.length, last));
        JsonNode withFirst = tree(JsonText.parse(text, 0, text.length, first));

        assertThat(JsonText.write(withLast)).isEqualTo("{\"a\":4,\"b\":{\"c\":3}}");
        assertThat(JsonText.write(withFirst)).isEqualTo("{\"a\":1,\"b\":{\"c\":2}}");
        assertThat(last.count()).isEqualTo(2).isEqualTo(first.count());
        assertThat(last.example()).isEqualTo("c");
    }

    @Test
    void refusesMalformedUtf8WhereRepeatedKeysAreAskedFor() {
        byte[] text = {'{', '"', 'a', (byte) 0xFF, '"', ':', '1', '}'};

        ParsedJson parsed = JsonText.parse(text, 0, text.length, RepeatedKeys.lastStays());

        assertThat(parsed).isEqualTo(new ParsedJson.NotJson("invalid json: malformed UTF-8"));
    }

    private static JsonNode tree(ParsedJson parsed) {
        return parsed.fold(node -> node, message -> {
            throw new AssertionError(message);
        });
    }
}
