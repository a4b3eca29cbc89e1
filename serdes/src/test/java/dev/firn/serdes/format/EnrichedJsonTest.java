package dev.firn.serdes.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrichedJsonTest {

    private static final List<AtomicField> SCALARS = AtomicField.all().stream()
            .filter(field -> field.kind() != AtomicField.Kind.JSON)
            .toList();

    @ParameterizedTest
    @EnumSource
    void writesTheSameAsAfterTheDetourThroughTsv(EnrichedJson form) {
        Random random = new Random(20_261_122);
        for (int i = 0; i < 300; i++) {
            EnrichedEvent event = Events.random(random);

            assertThat(text(form, event))
                    .as("case %d", i)
                    .isEqualTo(text(
                            form, EnrichedTsv.decode(EnrichedTsv.encode(event)).orThrow()));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.firn.serdes.format.EnrichedTsvTest#goldenRows")
    void expandsEveryContextOfAnotherEnginesRows(String row) {
        EnrichedEvent event = EnrichedTsv.decode(row).orThrow();
        JsonNode flat = Events.json(text(EnrichedJson.FLATTENED, event));

        int contexts = 0;
        for (JsonNode value : flat) {
            contexts += value.isArray() ? value.size() : 0;
        }

        assertThat(contexts).isEqualTo(size(event, AtomicField.CONTEXTS) + size(event, AtomicField.DERIVED_CONTEXTS));
    }

    @Test
    void keepsTheScalarsInTsvOrderAndAddsTheRest() {
        JsonNode flat = Events.json(text(EnrichedJson.FLATTENED, Events.full()));
        List<String> keys = new ArrayList<>();
        flat.fieldNames().forEachRemaining(keys::add);

        assertThat(keys.subList(0, 128))
                .isEqualTo(SCALARS.stream().map(AtomicField::column).toList());
        assertThat(keys.subList(128, keys.size()))
                .containsExactly(
                        "unstruct_event_com_snowplowanalytics_snowplow_link_click_1",
                        "contexts_org_schema_web_page_1",
                        "contexts_org_w3_performance_timing_1",
                        "contexts_com_snowplowanalytics_snowplow_ua_parser_context_1",
                        "geo_location");
    }

    @Test
    void groupsContextsByNameAndModelAndSaysTheirVersions() {
        assertThat(text(EnrichedJson.FLATTENED, Events.full()))
                .contains("\"contexts_org_schema_web_page_1\":[{\"_schema_version\":\"1-0-0\",\"genre\":\"blog\","
                        + "\"n\":1.00},{\"_schema_version\":\"1-0-2\"}]")
                .contains("\"contexts_org_w3_performance_timing_1\":[{\"_schema_version\":\"1-0-0\",\"t\":1e3}]")
                .contains("\"unstruct_event_com_snowplowanalytics_snowplow_link_click_1\":"
                        + "{\"targetUrl\":\"http://www.example.com\",\"text\":\"a\\tb\"}");
    }

    @Test
    void letsDerivedContextsReplaceThoseOfTheSameKey() {
        EnrichedEvent event = EnrichedEvent.builder()
                .set(
                        AtomicField.CONTEXTS,
                        contexts("[{\"schema\":\"iglu:a.b/c/jsonschema/1-0-0\",\"data\":{\"x\":1}},"
                                + "{\"schema\":\"iglu:a.b/c/jsonschema/2-0-0\",\"data\":[7]}]"))
                .set(
                        AtomicField.DERIVED_CONTEXTS,
                        contexts("[{\"schema\":\"iglu:a.b/c/jsonschema/1-0-3\",\"data\":{\"y\":2}}]"))
                .build();

        assertThat(text(EnrichedJson.FLATTENED, event))
                .endsWith("\"contexts_a_b_c_1\":[{\"_schema_version\":\"1-0-3\",\"y\":2}],"
                        + "\"contexts_a_b_c_2\":[{\"_schema_version\":\"2-0-0\"}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "iglu:com.snowplowanalytics.snowplow/link_click/jsonschema/1-0-1, com_snowplowanalytics_snowplow_link_click_1",
        "iglu:org.schema/WebPage/jsonschema/1-0-0, org_schema_web_page_1",
        "iglu:com.urbanairship.connect/IN_APP_MESSAGE_DISPLAY/jsonschema/1-0-0, "
                + "com_urbanairship_connect_in_app_message_display_1",
        "iglu:com.Acme-x/add-To_cart/jsonschema/12-3-4, com_acme_x_add_to_cart_12",
    })
    void namesKeysAsLoadersDo(String schema, String name) {
        String entity = "{\"schema\":\"" + schema + "\",\"data\":{}}";
        EnrichedEvent event = EnrichedEvent.builder()
                .set(AtomicField.CONTEXTS, contexts("[" + entity + "]"))
                .set(AtomicField.UNSTRUCT_EVENT, Events.json("{\"schema\":\"x\",\"data\":" + entity + "}"))
                .build();

        assertThat(text(EnrichedJson.FLATTENED, event))
                .contains("\"contexts_" + name + "\":[", "\"unstruct_event_" + name + "\":{}");
    }

    @Test
    void printsValuesAsTheSdkDoes() {
        EnrichedEvent event = EnrichedEvent.builder()
                .set(AtomicField.COLLECTOR_TSTAMP, 1385424125000L)
                .set(AtomicField.DVCE_CREATED_TSTAMP, 1385424125100L)
                .set(AtomicField.SE_VALUE, new BigDecimal("8000"))
                .set(AtomicField.TR_TOTAL, new BigDecimal("35708.23"))
                .set(AtomicField.TR_TAX, new BigDecimal("10000000"))
                .set(AtomicField.TR_SHIPPING, new BigDecimal("1E400"))
                .set(AtomicField.GEO_LATITUDE, 37.4436f)
                .set(AtomicField.GEO_LONGITUDE, -10f)
                .set(AtomicField.BR_COOKIES, true)
                .set(AtomicField.TXN_ID, 7)
                .set(AtomicField.PAGE_TITLE, "a\tb\n\"\u0001한")
                .set(AtomicField.APP_ID, "")
                .build();

        assertThat(text(EnrichedJson.FLATTENED, event))
                .startsWith("{\"app_id\":null,\"platform\":null,")
                .contains("\"collector_tstamp\":\"2013-11-26T00:02:05Z\"")
                .contains("\"dvce_created_tstamp\":\"2013-11-26T00:02:05.100Z\"")
                .contains(
                        "\"se_value\":8000.0,", "\"tr_total\":35708.23,", "\"tr_tax\":1.0E7,", "\"tr_shipping\":null,")
                .contains("\"geo_latitude\":37.4436,", "\"geo_longitude\":-10.0,", "\"txn_id\":7,")
                .contains("\"br_cookies\":true,", "\"br_features_pdf\":null,")
                .contains("\"page_title\":\"a    b\\\"\\u0001한\"")
                .endsWith("\"geo_location\":\"37.4436,-10.0\"}");
    }

    @Test
    void nestsEnvelopesInPlace() {
        String full = text(EnrichedJson.NESTED, Events.full());
        String empty = text(EnrichedJson.NESTED, EnrichedEvent.builder().build());

        assertThat(full)
                .contains("\"contexts\":"
                        + Events.CONTEXTS.replace("contexts/jsonschema/1-0-1", "contexts/jsonschema/1-0-0"))
                .contains("\"unstruct_event\":" + Events.UNSTRUCT)
                .doesNotContain("geo_location", "contexts_");
        assertThat(empty)
                .contains("\"contexts\":{},", "\"derived_contexts\":{},", "\"unstruct_event\":null,")
                .doesNotContain("geo_location");
        assertThat(Events.json(full)).hasSize(131);
        assertThat(Events.json(empty)).hasSize(131);
    }

    /** No pipeline makes such columns; whoever does, loses nothing. */
    @Test
    void keepsColumnsThatAreNoEnvelopes() {
        EnrichedEvent event = EnrichedEvent.builder()
                .set(AtomicField.CONTEXTS, Events.json("[1]"))
                .set(AtomicField.DERIVED_CONTEXTS, contexts("[{\"no\":\"schema\"}]"))
                .set(AtomicField.UNSTRUCT_EVENT, Events.json("\"text\""))
                .build();

        assertThat(text(EnrichedJson.FLATTENED, event))
                .contains("\"contexts\":[1]")
                .contains("{\"no\":\"schema\"}")
                .contains("\"unstruct_event\":\"text\"");
        assertThat(text(EnrichedJson.NESTED, event)).contains("\"contexts\":[1]", "\"unstruct_event\":\"text\"");
    }

    @Test
    void readsTheNestedFormBack() {
        EnrichedEvent event = Events.full();

        EnrichedEvent read =
                EnrichedJson.decode(EnrichedJson.NESTED.encode(event)).orThrow();

        assertThat(text(EnrichedJson.NESTED, read)).isEqualTo(text(EnrichedJson.NESTED, event));
        for (AtomicField field : SCALARS) {
            if (field.kind() != AtomicField.Kind.DECIMAL) {
                assertThat(read.value(field)).as(field.column()).isEqualTo(event.value(field));
            }
        }
    }

    @Test
    void readsTheFlattenedFormBackExceptItsContexts() {
        EnrichedEvent event = Events.full().toBuilder()
                .set(AtomicField.EVENT_VENDOR, "com.snowplowanalytics.snowplow")
                .set(AtomicField.EVENT_NAME, "link_click")
                .set(AtomicField.EVENT_FORMAT, "jsonschema")
                .set(AtomicField.EVENT_VERSION, "1-0-1")
                .build();

        EnrichedEvent read =
                EnrichedJson.decode(EnrichedJson.FLATTENED.encode(event)).orThrow();

        EnrichedEvent expected = event.toBuilder()
                .set(AtomicField.CONTEXTS, null)
                .set(AtomicField.DERIVED_CONTEXTS, null)
                .build();
        assertThat(text(EnrichedJson.FLATTENED, read)).isEqualTo(text(EnrichedJson.FLATTENED, expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{}", "{\"txn_id\":\"x\"}", "{\"contexts\":{\"schema\":1}}"})
    void tellsWhatIsNoEvent(String json) {
        assertThat(EnrichedJson.decode(json.getBytes(UTF_8))).isInstanceOf(DecodedEvent.Failure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "txn_id, '7.5', Cannot parse key txn_id into integer",
        "br_cookies, '\"yes\"', Cannot parse key br_cookies into boolean",
        "etl_tstamp, '\"2020\"', Cannot parse key etl_tstamp into datetime",
        "etl_tstamp, '5', Cannot parse key etl_tstamp into datetime",
        "se_value, '{}', Cannot parse key se_value into double",
    })
    void namesTheValuesThatDoNotFit(String column, String value, String message) {
        String json = text(EnrichedJson.NESTED, Events.full())
                .replaceFirst("\"" + column + "\":[^,]*", "\"" + column + "\":" + value);

        DecodedEvent.RowDecodingError error = (DecodedEvent.RowDecodingError) EnrichedJson.decode(json.getBytes(UTF_8));

        assertThat(error.errors())
                .extracting(DecodedEvent.InvalidValue::message)
                .containsExactly(message);
    }

    private static int size(EnrichedEvent event, AtomicField contexts) {
        JsonNode envelope = event.json(contexts);
        return envelope == null ? 0 : envelope.get("data").size();
    }

    private static JsonNode contexts(String data) {
        return Events.json(
                "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\",\"data\":" + data + "}");
    }

    private static String text(EnrichedJson form, EnrichedEvent event) {
        return new String(form.encode(event), UTF_8);
    }
}
