package dev.firn.topology.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.serdes.flatten.Flattener;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.StreamId;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodingsTest {

    private static final FlattenRules RULES = FlattenRules.defaults();

    private final Encodings encodings = new Encodings(
            List.of(new Shape(EventFormat.JSON, null), new Shape(EventFormat.FLAT_JSON, RULES)),
            new Flattener[] {null, Flattener.of(RULES)});

    private static Item item(String json) {
        ObjectNode object = JsonText.parse(json.getBytes(UTF_8)).fold(tree -> (ObjectNode) tree, message -> {
            throw new AssertionError(message);
        });
        return new Item.Json(StreamId.json("in"), new Origin("in", 0, 0, 0), object);
    }

    @Test
    void anItemIsEncodedOnceForEachShape() {
        // given
        Item item = item("{\"a\":{\"b\":1e2}}");

        // then
        assertThat(encodings.of(item, 0)).isSameAs(encodings.of(item, 0));
        assertThat(encodings.of(item, 1)).isSameAs(encodings.of(item, 1));
        assertThat(encodings.of(item, 0).values()).singleElement().isEqualTo("{\"a\":{\"b\":1e2}}".getBytes(UTF_8));
        assertThat(encodings.of(item, 1).values()).singleElement().isEqualTo("{\"a_b\":1e2}".getBytes(UTF_8));
    }

    @Test
    void theNextItemIsAnotherOne() {
        // given
        encodings.of(item("{\"a\":1}"), 0);

        // then
        assertThat(encodings.of(item("{\"a\":2}"), 0).values()).singleElement().isEqualTo("{\"a\":2}".getBytes(UTF_8));
    }
}
