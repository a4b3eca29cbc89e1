package dev.firn.registry.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is copied instead of written must be the text that would have been written. */
class WrittenTextTest {

    private static JsonNode tree(ParsedJson json) {
        return json.fold(node -> node, message -> {
            throw new AssertionError(message);
        });
    }

    private static boolean copies(String json) {
        return tree(JsonText.parseEnvelope(json)).get("data") instanceof WrittenText.WrittenObject;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\":\"s\",\"data\":{}}",
                "{ \"x\" : [ 1 ], \"data\":{\"a\":[1,-0,1.00,1e5,123456789012345678901234567890,null,true]} }",
                "{\"data\":{\"a\":\"\\\"\\\\\\b\\f\\n\\r\\t / \u00e9 \uac00 \ud83d\ude00 \u00a0\"}}",
            })
    void compactTextIsCopied(String json) {
        assertThat(copies(json)).isTrue();
        assertThat(JsonText.write(tree(JsonText.parseEnvelope(json))))
                .isEqualTo(JsonText.write(tree(JsonText.parse(json))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{ }}",
                "{\"data\":{\"a\": 1}}",
                "{\"data\":{\"a\":1\n}}",
                "{\"data\":{\"a\":\"\\/\"}}",
                "{\"data\":{\"a\":\"\\u0041\"}}",
                "{\"data\":{\"a\":\"\u007f\"}}",
                "{\"data\":{\"a\":\"\u0085\"}}",
                "{\"data\":{\"a\":1,\"a\":2}}",
                "{\"data\":{\"b\":[{\"a\":1,\"a\":2}]}}",
            })
    void whatWouldBeSpelledOtherwiseIsWrittenAnew(String json) {
        assertThat(copies(json)).isFalse();
        assertThat(JsonText.write(tree(JsonText.parseEnvelope(json))))
                .isEqualTo(JsonText.write(tree(JsonText.parse(json))));
    }

    @Test
    void theLastOfSeveralDataMembersCounts() {
        assertThat(JsonText.write(tree(JsonText.parseEnvelope("{\"data\":{\"a\":1},\"data\":[2]}"))))
                .isEqualTo("{\"data\":[2]}");
    }

    @Test
    void givesTheSameTextAndTheSameErrorsForMutatedTexts() {
        // given
        String[] seeds = {
            "{\"schema\":\"iglu:a/b/c/1-0-0\",\"data\":[{\"schema\":\"x\",\"data\":{\"n\":-1.50e3,\"t\":\"a\\nb\\\"\"}},{}]}",
            "{\"data\":{\"k\":\"\u00e9\u0085\uac00\ud83d\ude00\u007f\",\"k2\":[true,false,null,[],{}]},\"e\":0}",
        };
        Random random = new Random(20261122);
        for (int round = 0; round < 200_000; round++) {
            byte[] text = seeds[round % seeds.length].getBytes(UTF_8);
            for (int n = random.nextInt(4); n >= 0; n--) {
                int at = random.nextInt(text.length);
                text[at] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) " \"\\{}[]:,01eE-+u/n\u00c2\u00ed".getBytes(ISO_8859_1)[random.nextInt(20)];
            }

            // when
            ParsedJson plain = JsonText.parse(text);
            ParsedJson envelope = JsonText.parseEnvelope(text.clone());

            // then
            assertThat(envelope.<String>fold(JsonText::write, message -> message))
                    .as(() -> "round of seed 20261122: " + new String(text, UTF_8))
                    .isEqualTo(plain.<String>fold(JsonText::write, message -> message));
            assertThat(envelope.<Object>fold(node -> node, message -> message))
                    .isEqualTo(plain.<Object>fold(node -> node, message -> message));
        }
    }

    @Test
    void anObjectWithItsTextEqualsOneWithout() {
        ObjectNode plain = JsonNodeFactory.instance.objectNode().put("a", "b\u0001");

        ObjectNode written = JsonText.written(plain);

        assertThat(written).isEqualTo(plain).hasSameHashCodeAs(plain);
        assertThat(plain).isEqualTo(written);
        assertThat(JsonText.write(written)).isEqualTo("{\"a\":\"b\\u0001\"}");
        assertThat(written.deepCopy().put("a", "c")).hasToString("{\"a\":\"c\"}");
    }
}
