package dev.firn.registry.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, parsing gives an outcome, and what was written is read back as it was. */
class JsonTextFuzzTest {

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"b\":",
        "1",
        "-",
        "0",
        ".",
        "e",
        "E+5",
        "true",
        "false",
        "null",
        "t",
        " ",
        "\n",
        "\\",
        "\\u00",
        "é",
        "\ud83d",
        "😀",
        "\u0001",
        "\uFEFF",
        "[1]",
        "{\"k\":2.0}"
    };

    @FuzzTest
    void anyBytesHaveAnOutcome(byte[] bytes) {
        ParsedJson fromBytes = JsonText.parse(bytes);
        ParsedJson fromText = JsonText.parse(new String(bytes, UTF_8));
        assertThat(fromBytes.getClass()).isEqualTo(fromText.getClass());
        fromBytes.fold(
                node -> {
                    String written = JsonText.write(node);
                    String again = JsonText.parse(written).fold(JsonText::write, message -> message);
                    return assertThat(again).isEqualTo(written);
                },
                message -> assertThat(message)
                        .startsWith("invalid json: ")
                        .isNotEqualTo("invalid json: unreadable input"));
    }

    @Test
    void anyHeapOfJsonPiecesHasAnOutcome() {
        long seed = 20_261_122L;
        Random random = new Random(seed);
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            anyBytesHaveAnOutcome(text.toString().getBytes(UTF_8));
        }
    }
}
