package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records as bytes to rows as bytes. */
class GoldenRecordsTest {

    private static final EventPipeline PIPELINE = Pipelines.plain();

    @Test
    void writesTheWholeRowOfAPageView() {
        // when
        List<Outcome> outcomes = PIPELINE.process(record("page-view"));

        // then
        assertThat(outcomes).hasSize(1);
        String row = new String(EnrichedTsv.encode(Outcomes.good(outcomes.get(0))), StandardCharsets.UTF_8);
        assertThat(row.split("\t", -1)).containsExactly(text("page-view.tsv").split("\t", -1));
        assertThat(row).isEqualTo(text("page-view.tsv"));
    }

    @Test
    void keepsTheGoodEventOfABatchApartFromTheBadOne() {
        // when
        List<Outcome> outcomes = PIPELINE.process(record("batch"));

        // then
        assertThat(outcomes).hasSize(2);
        EnrichedEvent good = Outcomes.good(outcomes.get(0));
        Map<AtomicField, String> expected = Map.of(
                AtomicField.EVENT, "struct",
                AtomicField.EVENT_ID, "a729d278-110a-4ac6-845b-d1f12ce45ac7",
                AtomicField.PLATFORM, "srv",
                AtomicField.USER_IPADDRESS, "10.0.0.1", // a header after Forwarded makes it forgotten
                AtomicField.COLLECTOR_TSTAMP, "2023-11-14 22:13:21.000",
                AtomicField.TRUE_TSTAMP, "2023-11-14 22:13:20.000",
                AtomicField.DERIVED_TSTAMP, "2023-11-14 22:13:20.000",
                AtomicField.SE_VALUE, "10000000",
                AtomicField.EVENT_VENDOR, "com.google.analytics",
                AtomicField.EVENT_NAME, "event");
        expected.forEach((field, value) ->
                assertThat(Outcomes.column(good, field)).as(field.column()).isEqualTo(value));
        for (AtomicField empty : List.of(
                AtomicField.NETWORK_USERID, AtomicField.USERAGENT, AtomicField.PAGE_URL, AtomicField.PAGE_URLPORT)) {
            assertThat(Outcomes.column(good, empty)).as(empty.column()).isNull();
        }

        BadRow bad = Outcomes.bad(outcomes.get(1));
        assertThat(Outcomes.kind(bad)).isEqualTo("enrichment_failures");
        assertThat(Outcomes.messages(bad))
                .isEqualTo("[{\"enrichment\":null,\"message\":"
                        + "{\"field\":\"eid\",\"value\":\"not-a-uuid\",\"expectation\":\"not a valid UUID\"}}]");
        JsonNode enriched = Outcomes.json(bad).at("/data/payload/enriched");
        assertThat(enriched.size()).isEqualTo(131);
        assertThat(enriched.get("event").textValue()).isEqualTo("struct");
        assertThat(enriched.get("platform").textValue()).isEqualTo("srv");
        assertThat(enriched.get("se_category").textValue()).isEqualTo("ecomm");
        assertThat(enriched.get("event_id").textValue()).isEqualTo(Pipelines.NEW_ID.toString());
        assertThat(enriched.get("derived_tstamp").isNull()).isTrue();
        assertThat(enriched.get("event_vendor").isNull()).isTrue();
        JsonNode raw = Outcomes.json(bad).at("/data/payload/raw");
        assertThat(raw.get("parameters").findValuesAsText("name"))
                .containsExactlyInAnyOrder("e", "p", "tv", "eid", "se_ca", "se_ac");
        assertThat(raw.get("contentType").textValue()).isEqualTo("application/json; charset=utf-8");
        assertThat(raw.get("userId").isNull()).isTrue();
    }

    private static byte[] record(String name) {
        return Base64.getDecoder().decode(text(name + ".base64"));
    }

    private static String text(String name) {
        try (InputStream in = GoldenRecordsTest.class.getResourceAsStream("examples/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "");
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
