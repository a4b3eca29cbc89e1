package dev.firn.serdes.flatten;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonObjectsTest {

    private static final JsonObjects.Options OPTIONS = JsonObjects.Options.defaults();

    /** A text, and its parts: objects as they are, broken ones as cause@offset:bytes. */
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of(" \n\t", List.of()),
                Arguments.of("{}", List.of("{}")),
                Arguments.of("\uFEFF{\"a\":1}", List.of("{\"a\":1}")),
                Arguments.of("{\"a\":1}{\"b\":2}", List.of("{\"a\":1}", "{\"b\":2}")),
                Arguments.of("{\"a\":\"}{\\\"\"} \n\n{\"b\":2}\r\n", List.of("{\"a\":\"}{\\\"\"}", "{\"b\":2}")),
                Arguments.of("{\n \"a\": [\n  {}\n ]\n}\n{\"b\":2}", List.of("{\"a\":[{}]}", "{\"b\":2}")),
                Arguments.of("[{\"a\":1},{\"b\":2}]", List.of("{\"a\":1}", "{\"b\":2}")),
                Arguments.of("[]{\"a\":1}[\n]", List.of("{\"a\":1}")),
                Arguments.of("[{\"a\":1}\n{\"b\":2},]{\"c\":3}", List.of("{\"a\":1}", "{\"b\":2}", "{\"c\":3}")),
                Arguments.of("\u001E{\"a\":1}\n\u001E{\"b\":2}\n", List.of("{\"a\":1}", "{\"b\":2}")),
                Arguments.of("{\"a\":1}\uFEFF{\"b\":2}", List.of("{\"a\":1}", "{\"b\":2}")),
                // broken objects
                Arguments.of("{\"a\" 1}{\"b\":2}", List.of("NOT_JSON@0:{\"a\" 1}", "{\"b\":2}")),
                Arguments.of("{\"a\":1,}\n{\"b\":2}", List.of("NOT_JSON@0:{\"a\":1,}", "{\"b\":2}")),
                Arguments.of("{\"a\":NaN}{\"b\":2}", List.of("NOT_JSON@0:{\"a\":NaN}", "{\"b\":2}")),
                Arguments.of("{\"a\":01}{\"b\":2}", List.of("NOT_JSON@0:{\"a\":01}", "{\"b\":2}")),
                Arguments.of("{\"a\":1\n{\"b\":2}\n", List.of("NOT_JSON@0:{\"a\":1\n", "{\"b\":2}")),
                Arguments.of("{\"a\":1{\"b\":2}", List.of("NOT_JSON@0:{\"a\":1", "{\"b\":2}")),
                Arguments.of("{\"a\":1,{\"b\":2}", List.of("NOT_JSON@0:{\"a\":1,", "{\"b\":2}")),
                Arguments.of("{\"a\":\"x}\n{\"b\":2}\n", List.of("NOT_JSON@0:{\"a\":\"x}\n", "{\"b\":2}")),
                Arguments.of("{\"a\":[1}{\"b\":2}", List.of("NOT_JSON@0:{\"a\":[1}", "{\"b\":2}")),
                Arguments.of(
                        "{\"a\":[1,\n{\"b\":2}\n{\"c\":3}", List.of("NOT_JSON@0:{\"a\":[1,\n{\"b\":2}\n", "{\"c\":3}")),
                Arguments.of("{\"a\":{\"b\":1\n{\"c\":2}", List.of("NOT_JSON@0:{\"a\":{\"b\":1\n", "{\"c\":2}")),
                Arguments.of("{\"a\":1}{\"b\":", List.of("{\"a\":1}", "NOT_JSON@7:{\"b\":")),
                Arguments.of("{\"a\":\"\\", List.of("NOT_JSON@0:{\"a\":\"\\")),
                Arguments.of("{{\"a\":1}}{\"b\":2}", List.of("NOT_JSON@0:{{\"a\":1}}", "{\"b\":2}")),
                Arguments.of("[{\"a\":},{\"b\":2}]", List.of("NOT_JSON@1:{\"a\":}", "{\"b\":2}")),
                Arguments.of("[{\"a\":1]{\"b\":2}", List.of("NOT_JSON@1:{\"a\":1", "{\"b\":2}")),
                // what is no object
                Arguments.of("1", List.of("NOT_AN_OBJECT@0:1")),
                Arguments.of("\"{\"{\"a\":1}", List.of("NOT_AN_OBJECT@0:\"{\"", "{\"a\":1}")),
                Arguments.of(
                        "null\ntrue\n{\"a\":1}", List.of("NOT_AN_OBJECT@0:null", "NOT_AN_OBJECT@5:true", "{\"a\":1}")),
                Arguments.of(
                        "oops {\"a\":1} oops\n{\"b\":2}",
                        List.of("NOT_JSON@0:oops ", "{\"a\":1}", "NOT_JSON@13:oops", "{\"b\":2}")),
                Arguments.of("{\"a\":1},{\"b\":2}", List.of("{\"a\":1}", "NOT_JSON@7:,", "{\"b\":2}")),
                Arguments.of("{\"a\":1}}{\"b\":2}", List.of("{\"a\":1}", "NOT_JSON@7:}", "{\"b\":2}")),
                Arguments.of(
                        "[1,{\"a\":1},\"x\"]", List.of("NOT_AN_OBJECT@1:1", "{\"a\":1}", "NOT_AN_OBJECT@11:\"x\"")),
                Arguments.of("[[{\"a\":1}],{\"b\":2}]", List.of("NOT_AN_OBJECT@1:[{\"a\":1}]", "{\"b\":2}")),
                Arguments.of("[{\"a\":1}", List.of("{\"a\":1}", "UNCLOSED_ARRAY@8:")),
                Arguments.of("[{\"a\":1}\n[{\"b\":2}]", List.of("{\"a\":1}", "UNCLOSED_ARRAY@9:", "{\"b\":2}")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void findsTheObjectsAndTellsOfTheRest(String text, List<String> parts) {
        assertThat(shown(JsonObjects.all(text.getBytes(UTF_8), OPTIONS))).isEqualTo(parts);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void findsTheSameInAStreamThatGivesByteByByte(String text, List<String> parts) throws IOException {
        assertThat(shown(streamed(text.getBytes(UTF_8), OPTIONS))).isEqualTo(parts);
    }

    @Test
    void tellsPlacesAndLengths() {
        List<JsonPart> parts = JsonObjects.all("\n{\"a\":\n1}\n\n oops\n{}".getBytes(UTF_8), OPTIONS);

        JsonPart.Parsed first = (JsonPart.Parsed) parts.get(0);
        JsonPart.Broken second = (JsonPart.Broken) parts.get(1);
        JsonPart.Parsed third = (JsonPart.Parsed) parts.get(2);
        assertThat(List.of(first.offset(), first.length(), first.line())).containsExactly(1L, 8L, 2L);
        assertThat(List.of(second.offset(), second.length(), second.line())).containsExactly(12L, 4L, 5L);
        assertThat(List.of(third.offset(), third.length(), third.line())).containsExactly(17L, 2L, 6L);
        assertThat(second).hasToString("Broken[not JSON, line 5, byte 12, 4 bytes]");
    }

    @Test
    void countsDuplicateKeysOrRefusesThem() {
        byte[] text = "{\"a\":1,\"a\":2,\"b\":{\"c\":1,\"c\":2}}{\"d\":1}".getBytes(UTF_8);

        assertThat(shown(JsonObjects.all(text, OPTIONS.with(DuplicateKeys.LAST)))
                        .get(0))
                .isEqualTo("{\"a\":2,\"b\":{\"c\":2}}");
        assertThat(shown(JsonObjects.all(text, OPTIONS.with(DuplicateKeys.FIRST)))
                        .get(0))
                .isEqualTo("{\"a\":1,\"b\":{\"c\":1}}");
        assertThat(JsonObjects.all(text, OPTIONS))
                .map(part -> part.fold(JsonPart.Parsed::duplicateKeys, b -> -1))
                .containsExactly(2, 0);
        assertThat(JsonObjects.all(text, OPTIONS.with(DuplicateKeys.REJECT)))
                .map(part -> part.fold(p -> "parsed", JsonPart.Broken::message))
                .containsExactly("key a twice in one object", "parsed");
    }

    @Test
    void refusesArraysWhereRulesSaySo() {
        List<JsonPart> parts =
                JsonObjects.all("[{\"a\":[1]}]{\"b\":2}".getBytes(UTF_8), OPTIONS.with(TopLevelArrays.REJECT));

        assertThat(shown(parts)).containsExactly("TOP_LEVEL_ARRAY@0:[{\"a\":[1]}]", "{\"b\":2}");
    }

    @Test
    void refusesMalformedUtf8InsteadOfReplacingIt() {
        byte[] text = "{\"a\":\"?\"}{\"b\":2}".getBytes(UTF_8);
        text[6] = (byte) 0xFF;

        List<JsonPart> parts = JsonObjects.all(text, OPTIONS);

        assertThat(parts.get(0).fold(p -> "parsed", JsonPart.Broken::message))
                .isEqualTo("invalid json: malformed UTF-8");
        assertThat(shown(parts.subList(1, 2))).containsExactly("{\"b\":2}");
    }

    @Test
    void refusesMoreLevelsThanAnyTextMayHave() {
        String deep = "{\"a\":" + "[".repeat(2000) + "]".repeat(2000) + "}";

        List<JsonPart> parts = JsonObjects.all((deep + "{\"b\":2}").getBytes(UTF_8), OPTIONS);

        assertThat(parts.get(0)).isInstanceOfSatisfying(JsonPart.Broken.class, broken -> {
            assertThat(broken.cause()).isEqualTo(JsonPart.Cause.TOO_DEEP);
            assertThat(broken.bytes()).hasSize(deep.length());
        });
        assertThat(parts).hasSize(2);
    }

    @Test
    void skipsWhatIsTooLargeWithoutHoldingIt() throws IOException {
        String large = "{\"a\":\"" + "x{}\\\"".repeat(1_000_000) + "\",\"b\":[" + "{},".repeat(100_000) + "1]}";
        byte[] text = (large + "\n{\"c\":3}").getBytes(UTF_8);

        List<JsonPart> parts = streamed(text, OPTIONS.withMaxObjectBytes(1000));

        assertThat(parts).hasSize(2);
        assertThat(parts.get(0)).isInstanceOfSatisfying(JsonPart.Broken.class, broken -> {
            assertThat(broken.cause()).isEqualTo(JsonPart.Cause.TOO_LARGE);
            assertThat(broken.bytes()).hasSize(JsonObjects.KEPT_BYTES);
            assertThat(broken.offset()).isZero();
            assertThat(broken.length()).isEqualTo(large.length());
        });
        assertThat(shown(parts.subList(1, 2))).containsExactly("{\"c\":3}");
    }

    @Test
    void putsTooManyPartsIntoOne() {
        List<JsonPart> parts = JsonObjects.all("}\n".repeat(1000).getBytes(UTF_8), OPTIONS.withMaxParts(10));

        assertThat(parts).hasSize(11);
        assertThat(shown(parts.subList(10, 11)).get(0)).startsWith("TOO_LARGE@20:}\n}");
        assertThat(JsonObjects.all("{}{}".getBytes(UTF_8), OPTIONS.withMaxParts(2)))
                .hasSize(2);
    }

    /** Any bytes: the stream and the array agree, parts do not overlap, and nothing but separators lies between them. */
    @Test
    void losesNoByteOfGarbage() throws IOException {
        Random random = new Random(7);
        byte[] alphabet = "{}[]\",:\\ \n1ae\uFEFF\u001E".getBytes(UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] text = new byte[random.nextInt(60)];
            for (int j = 0; j < text.length; j++) {
                text[j] = alphabet[random.nextInt(alphabet.length)];
            }
            List<JsonPart> parts = JsonObjects.all(text, OPTIONS);

            assertSeparatorsOnlyBetween(text, parts);
            assertThat(shown(streamed(text, OPTIONS)))
                    .as(new String(text, UTF_8))
                    .isEqualTo(shown(parts));
        }
    }

    private static void assertSeparatorsOnlyBetween(byte[] text, List<JsonPart> parts) {
        int at = 0;
        for (JsonPart part : parts) {
            int offset = (int) (long) part.fold(JsonPart.Parsed::offset, JsonPart.Broken::offset);
            int length = (int) (long) part.fold(JsonPart.Parsed::length, JsonPart.Broken::length);
            assertSeparators(text, at, offset);
            at = offset + length;
        }
        assertSeparators(text, at, text.length);
    }

    private static void assertSeparators(byte[] text, int from, int to) {
        String between = new String(text, from, to - from, UTF_8);
        assertThat(between).matches("[\\s\\x1E\\uFEFF,\\[\\]]*");
    }

    private static List<JsonPart> streamed(byte[] text, JsonObjects.Options options) throws IOException {
        InputStream trickle = new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, text.length > 1000 ? 777 : 1));
            }
        };
        JsonObjects objects = JsonObjects.of(trickle, options);
        List<JsonPart> parts = new ArrayList<>();
        for (JsonPart part = objects.next(); part != null; part = objects.next()) {
            parts.add(part);
        }
        return parts;
    }

    private static List<String> shown(List<JsonPart> parts) {
        return parts.stream()
                .map(part -> part.fold(
                        parsed -> Json.text(parsed.object()),
                        broken -> broken.cause() + "@" + broken.offset() + ":" + new String(broken.bytes(), UTF_8)))
                .toList();
    }
}
