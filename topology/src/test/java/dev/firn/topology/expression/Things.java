package dev.firn.topology.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.StreamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Records that expressions are tried on. */
final class Things {

    static final Origin ORIGIN = new Origin("collector", 3, 42, 1);
    static final long TIME = Instant.parse("2024-05-06T07:08:09.010Z").toEpochMilli();

    private Things() {}

    static Record<byte[], Item> event(EnrichedEvent event) {
        return record(new Item.Event(StreamId.GOOD, ORIGIN, event));
    }

    static Record<byte[], Item> json(String object) {
        return record(new Item.Json(StreamId.json("ads"), ORIGIN, (ObjectNode) parse(object)));
    }

    static Record<byte[], Item> raw(byte[] bytes) {
        return record(new Item.Raw(ORIGIN, bytes));
    }

    static Record<byte[], Item> bad(String error) {
        return record(new Item.Bad(
                ORIGIN,
                new BadRow(
                        new BadRow.Processor("firn", "0.1.0"),
                        new BadRow.GenericError(Instant.EPOCH, List.of(error)),
                        new BadRow.Payload.Raw("AA=="))));
    }

    static Record<byte[], Item> record(Item item) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("source", "first".getBytes(UTF_8));
        headers.add("source", "mobile".getBytes(UTF_8));
        return new Record<>(new byte[0], item, TIME, headers);
    }

    static JsonNode parse(String json) {
        return JsonText.parse(json).fold(node -> node, message -> {
            throw new IllegalArgumentException(message);
        });
    }

    /** With some of every kind of columns, and all others empty. */
    static EnrichedEvent.Builder purchase() {
        return EnrichedEvent.builder()
                .set(AtomicField.APP_ID, "shop")
                .set(AtomicField.PLATFORM, "web")
                .set(AtomicField.EVENT_ID, "f732d278-120e-4ab6-845b-c1f11cd85dc7")
                .set(
                        AtomicField.COLLECTOR_TSTAMP,
                        Instant.parse("2024-05-06T07:08:09Z").toEpochMilli())
                .set(AtomicField.DOMAIN_SESSIONIDX, 7)
                .set(AtomicField.GEO_LATITUDE, 37.1f)
                .set(AtomicField.SE_VALUE, new BigDecimal("10.50"))
                .set(AtomicField.BR_COOKIES, true)
                .set(AtomicField.DVCE_ISMOBILE, false)
                .set(AtomicField.BR_NAME, "")
                .set(
                        AtomicField.CONTEXTS,
                        parse("{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0\",\"data\":["
                                + "{\"schema\":\"iglu:com.acme/User/jsonschema/1-0-2\",\"data\":{\"plan\":\"gold\","
                                + "\"age\":30,\"tags\":[\"a\",\"b\"],\"nothing\":null}},"
                                + "{\"schema\":\"iglu:com.acme/user/jsonschema/1-2-0\",\"data\":{\"plan\":\"free\"}},"
                                + "{\"schema\":\"iglu:com.acme/user/jsonschema/2-0-0\",\"data\":{\"plan\":\"new\"}}]}"))
                .set(
                        AtomicField.UNSTRUCT_EVENT,
                        parse("{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\","
                                + "\"data\":{\"schema\":\"iglu:com.acme/addToCart/jsonschema/1-0-0\","
                                + "\"data\":{\"sku\":\"A-1\",\"price\":12.5,\"quantity\":2,\"id\":9007199254740993,"
                                + "\"big\":123456789012345678901234567890}}}"));
    }
}
