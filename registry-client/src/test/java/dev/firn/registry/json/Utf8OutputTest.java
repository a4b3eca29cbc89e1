package dev.firn.registry.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8OutputTest {

    private final Utf8Output out = new Utf8Output(1);

    @Test
    void encodesAnyTextAsTheJdkDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                text.append((char) (random.nextInt(3) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80)));
            }
            out.reset();
            out.utf8(text.toString());
            assertThat(out.toByteArray()).isEqualTo(text.toString().getBytes(UTF_8));
        }
    }

    @Test
    void writesIntegersAsTheJdkDoes() {
        long[] values = {0, 9, 10, -1, 99, 100, -1000, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE};
        for (long value : values) {
            out.reset();
            out.decimal(value);
            assertThat(written()).isEqualTo(Long.toString(value));
        }
    }

    @Test
    void writesComputedNumbersAsJavaDoes() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        JsonNode array = nodes.arrayNode()
                .add(nodes.numberNode(1.5))
                .add(nodes.numberNode(1e10))
                .add(nodes.numberNode(0.1f))
                .add(nodes.numberNode(Double.NaN))
                .add(nodes.numberNode((short) 3))
                .add(nodes.numberNode(new BigDecimal("12.50")));

        out.json(array);

        assertThat(written()).isEqualTo("[1.5,1.0E10,0.1,null,3,12.50]");
    }

    @Test
    void mixesBytesAndTexts() {
        out.writeByte('\t');
        out.ascii("page_view");
        out.utf8("ü\t");
        out.jsonString("a\"\u0085");

        assertThat(written()).isEqualTo("\tpage_viewü\t\"a\\\"\\u0085\"");
        assertThat(out.size()).isEqualTo(written().getBytes(UTF_8).length);
    }

    @Test
    void startsEmptyAfterReset() {
        out.ascii("x".repeat(3 << 20));
        out.reset();
        out.ascii("y");

        assertThat(written()).isEqualTo("y");
    }

    private String written() {
        return new String(out.toByteArray(), UTF_8);
    }
}
