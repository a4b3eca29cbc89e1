package dev.firn.serdes.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.math.BigDecimal;
import java.util.Random;
import java.util.UUID;

/** Events for tests: one with every column set, and random ones. */
public final class Events {

    public static final String CONTEXTS =
            "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\","
                    + "\"data\":[{\"schema\":\"iglu:org.schema/WebPage/jsonschema/1-0-0\",\"data\":{\"genre\":\"blog\","
                    + "\"n\":1.00}},{\"schema\":\"iglu:org.w3/PerformanceTiming/jsonschema/1-0-0\",\"data\":{\"t\":1e3}},"
                    + "{\"schema\":\"iglu:org.schema/WebPage/jsonschema/1-0-2\",\"data\":{\"_schema_version\":\"x\"}}]}";

    public static final String UNSTRUCT =
            "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\","
                    + "\"data\":{\"schema\":\"iglu:com.snowplowanalytics.snowplow/link_click/jsonschema/1-0-1\","
                    + "\"data\":{\"targetUrl\":\"http://www.example.com\",\"text\":\"a\\tb\"}}}";

    public static final String DERIVED =
            "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\","
                    + "\"data\":[{\"schema\":\"iglu:com.snowplowanalytics.snowplow/ua_parser_context/jsonschema/1-0-0\","
                    + "\"data\":{\"useragentFamily\":\"Chrome\"}}]}";

    private Events() {}

    /** Every column has a value. */
    public static EnrichedEvent full() {
        EnrichedEvent.Builder event = EnrichedEvent.builder();
        for (AtomicField field : AtomicField.all()) {
            event.set(
                    field,
                    switch (field.kind()) {
                        case TEXT ->
                            field == AtomicField.EVENT_ID ? "f732d278-120e-4ab6-845b-c1f11cd85dc7" : field.column();
                        case INTEGER -> field.ordinal();
                        case FLAG -> field.ordinal() % 2 == 0;
                        case DECIMAL -> new BigDecimal("42.50");
                        case FLOAT -> 37.4436f;
                        case TIMESTAMP -> 1_700_000_000_000L + field.ordinal() * 500L;
                        case JSON ->
                            json(
                                    field == AtomicField.CONTEXTS
                                            ? CONTEXTS
                                            : field == AtomicField.UNSTRUCT_EVENT ? UNSTRUCT : DERIVED);
                    });
        }
        return event.build();
    }

    public static JsonNode json(String text) {
        return JsonText.parse(text).fold(node -> node, message -> {
            throw new IllegalArgumentException(message);
        });
    }

    /** Values as decoders give them back: no empty texts, no control characters, canonical ids. */
    public static EnrichedEvent random(Random random) {
        EnrichedEvent.Builder event = EnrichedEvent.builder();
        for (AtomicField field : AtomicField.all()) {
            if (random.nextInt(3) > 0) {
                event.set(field, value(field, random));
            }
        }
        return event.set(AtomicField.EVENT_ID, new UUID(random.nextLong(), random.nextLong()).toString())
                .set(AtomicField.COLLECTOR_TSTAMP, random.nextLong(0, 4_000_000_000_000L))
                .set(AtomicField.V_COLLECTOR, "ssc")
                .set(AtomicField.V_ETL, "firn-0.1.0")
                .build();
    }

    private static Object value(AtomicField field, Random random) {
        return switch (field.kind()) {
            case TEXT -> text(random);
            case INTEGER -> random.nextInt() >> random.nextInt(31);
            case FLAG -> random.nextBoolean();
            case DECIMAL -> BigDecimal.valueOf(random.nextLong() >> random.nextInt(60), random.nextInt(12));
            case FLOAT -> random.nextFloat(-180, 180);
            case TIMESTAMP -> random.nextLong(-62_167_219_200_000L, 253_402_300_800_000L);
            case JSON ->
                json(field == AtomicField.UNSTRUCT_EVENT ? UNSTRUCT : random.nextBoolean() ? CONTEXTS : DERIVED);
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            int point = random.nextInt(4) == 0 ? random.nextInt(0xA0, 0x10FFFF) : random.nextInt(0x20, 0x7F);
            text.appendCodePoint(point < 0x10000 && Character.isSurrogate((char) point) ? 'x' : point);
        }
        return text.toString();
    }
}
