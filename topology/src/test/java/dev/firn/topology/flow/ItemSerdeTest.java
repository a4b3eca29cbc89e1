package dev.firn.topology.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedJson;
import dev.firn.serdes.format.EnrichedTsv;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemSerdeTest {

    private static final Origin ORIGIN = new Origin("raw", 2, 12345678901L, 1);

    private static Item again(Item item) {
        ItemSerde serde = new ItemSerde();
        return serde.deserializer().deserialize("t", serde.serializer().serialize("t", item));
    }

    private static EnrichedEvent again(EnrichedEvent event) {
        Item.Event item = (Item.Event) again(new Item.Event(StreamId.GOOD, ORIGIN, event));
        assertThat(item.origin()).isEqualTo(ORIGIN);
        assertThat(item.stream()).isEqualTo(StreamId.GOOD);
        return item.event();
    }

    @Test
    void anyEventComesBackWithTheSameBytesInEveryFormat() {
        for (long seed = 1; seed <= 800; seed++) {
            EnrichedEvent event = random(new Random(seed));
            // when
            EnrichedEvent back = again(event);
            // then
            assertThat(EnrichedTsv.encode(back)).as("TSV, seed %d", seed).isEqualTo(EnrichedTsv.encode(event));
            for (EnrichedJson format : EnrichedJson.values()) {
                assertThat(new String(format.encode(back), UTF_8))
                        .as("%s, seed %d", format, seed)
                        .isEqualTo(new String(format.encode(event), UTF_8));
            }
            assertThat(EnrichedTsv.encode(again(back)))
                    .as("again, seed %d", seed)
                    .isEqualTo(EnrichedTsv.encode(event));
        }
    }

    @Test
    void whatTsvCannotGiveBackIsKept() {
        EnrichedEvent event = EnrichedEvent.builder()
                .set(AtomicField.PAGE_TITLE, "a\tb\nc")
                .set(AtomicField.EVENT_ID, "no uuid")
                .set(AtomicField.USER_ID, "")
                .set(AtomicField.SE_VALUE, new BigDecimal(BigInteger.TEN.pow(2000), -7))
                .set(AtomicField.GEO_LATITUDE, Float.NaN)
                .build();

        assertThat(again(event)).isEqualTo(event);
        assertThat(again(EnrichedEvent.builder().build()))
                .isEqualTo(EnrichedEvent.builder().build());
    }

    @Test
    void jsonThatIsDeeperThanWhatIsReadFromOutsideComesBack() {
        JsonNode deep = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < JsonText.MAX_DEPTH + 20; i++) {
            deep = JsonNodeFactory.instance.objectNode().set("a", deep);
        }
        EnrichedEvent back =
                again(EnrichedEvent.builder().set(AtomicField.CONTEXTS, deep).build());

        assertThat(back.json(AtomicField.CONTEXTS).get("a").get("a").isObject()).isTrue();
    }

    @Test
    void eventsAreWrittenAsEver() {
        EnrichedEvent event = EnrichedEvent.builder()
                .set(AtomicField.APP_ID, "sh\u00f6p")
                .set(AtomicField.COLLECTOR_TSTAMP, 1L)
                .set(AtomicField.TXN_ID, 7)
                .set(AtomicField.GEO_LATITUDE, 1.5f)
                .set(AtomicField.CONTEXTS, JsonNodeFactory.instance.objectNode().put("a", 1))
                .set(AtomicField.SE_VALUE, new BigDecimal("1.20"))
                .set(AtomicField.BR_COOKIES, true)
                .build();
        byte[] bytes = new ItemSerde().serializer().serialize("t", new Item.Event(StreamId.GOOD, ORIGIN, event));

        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("01" + "01" + "00" + "0003726177" + "00000002" + "00000002dfdc1c35" + "00000001"
                        + "00" + "057368c3b670"
                        + "03" + "0000000000000001"
                        + "07" + "00000007"
                        + "16" + "3fc00000"
                        + "34" + "077b2261223a317d"
                        + "39" + "00000002" + "0178"
                        + "5d" + "01");
    }

    @Test
    void otherItemsComeBack() {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("a", "b");
        Item.Json json = (Item.Json) again(new Item.Json(StreamId.joined("ads"), ORIGIN, object));
        assertThat(json.stream()).isEqualTo(StreamId.joined("ads"));
        assertThat(json.object()).isEqualTo(object);
        assertThat(((Item.Raw) again(new Item.Raw(ORIGIN, new byte[] {1, 2}))).bytes())
                .containsExactly(1, 2);
    }

    @Test
    void anotherLayoutIsRefused() {
        byte[] bytes = new ItemSerde().serializer().serialize("t", new Item.Raw(ORIGIN, new byte[0]));
        bytes[0] = 2;

        assertThatThrownBy(() -> new ItemSerde().deserializer().deserialize("t", bytes))
                .hasMessageContaining("an item of layout 2, but this version of Firn reads layout 1");
    }

    private static EnrichedEvent random(Random random) {
        EnrichedEvent.Builder event = EnrichedEvent.builder();
        for (AtomicField field : AtomicField.all()) {
            if (random.nextInt(3) == 0) {
                event.set(field, value(field, random));
            }
        }
        return event.build();
    }

    private static Object value(AtomicField field, Random random) {
        return switch (field.kind()) {
            case TEXT -> text(random);
            case INTEGER -> random.nextInt();
            case FLAG -> random.nextBoolean();
            case DECIMAL -> decimal(random);
            case FLOAT -> random.nextFloat() * 360 - 180;
            case TIMESTAMP -> random.nextInt(9) == 0 ? random.nextInt(1000) : random.nextLong(4102444800000L);
            case JSON ->
                field == AtomicField.UNSTRUCT_EVENT
                        ? described(
                                "unstruct_event/jsonschema/1-0-0", described("click/jsonschema/1-0-0", tree(random, 4)))
                        : contexts(random);
        };
    }

    private static BigDecimal decimal(Random random) {
        return new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(60) - 30);
    }

    private static JsonNode contexts(Random random) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            data.add(described("c" + random.nextInt(2) + "/jsonschema/1-0-0", tree(random, 4)));
        }
        return described("contexts/jsonschema/1-0-1", data);
    }

    private static ObjectNode described(String schema, JsonNode data) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("schema", "iglu:com.snowplowanalytics.snowplow/" + schema);
        envelope.set("data", data);
        return envelope;
    }

    private static JsonNode tree(Random random, int depth) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (depth > 0 && random.nextInt(3) > 0) {
            if (random.nextBoolean()) {
                ObjectNode object = json.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(text(random), tree(random, depth - 1));
                }
                return object;
            }
            ArrayNode array = json.arrayNode();
            for (int i = random.nextInt(4); i > 0; i--) {
                array.add(tree(random, depth - 1));
            }
            return array;
        }
        return switch (random.nextInt(8)) {
            case 0 -> json.numberNode(random.nextInt());
            case 1 -> json.numberNode(random.nextLong());
            case 2 -> DoubleNode.valueOf(random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian() * 1e30);
            case 3 -> DecimalNode.valueOf(decimal(random));
            case 4 -> JsonText.parse(random.nextBoolean() ? "1.00" : "-1e3").fold(node -> node, message -> null);
            case 5 -> json.booleanNode(random.nextBoolean());
            case 6 -> json.nullNode();
            default -> json.textNode(text(random));
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 300 : 20); i > 0; i--) {
            switch (random.nextInt(8)) {
                case 0 -> text.append("\t\n\r\"\\\0\u007f\u0085".charAt(random.nextInt(8)));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.appendCodePoint(0x1F600 + random.nextInt(50));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }
}
