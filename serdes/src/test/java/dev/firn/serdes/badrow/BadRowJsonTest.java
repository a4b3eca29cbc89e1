package dev.firn.serdes.badrow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.validation.CompiledSchema;
import dev.firn.registry.validation.SchemaCompiler;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailures;
import dev.firn.serdes.badrow.BadRow.FormatViolation;
import dev.firn.serdes.badrow.BadRow.Kind;
import dev.firn.serdes.badrow.BadRow.Payload;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.Simple;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.Events;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadRowJsonTest {

    static List<BadRow> samples() {
        return Samples.all();
    }

    static List<String> goldenRows() {
        try (BufferedReader rows = new BufferedReader(
                new InputStreamReader(BadRowJsonTest.class.getResourceAsStream("/badrows/golden.jsonl"), UTF_8))) {
            return rows.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasASampleOfEachKind(Kind kind) {
        assertThat(Samples.all()).anyMatch(row -> row.failure().kind() == kind);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fitsItsSchemaInIgluCentral(BadRow row) throws IOException {
        SchemaKey key = row.failure().kind().schema();
        CompiledSchema schema = new SchemaCompiler(256).compile(centralSchema(key));
        JsonNode json = Events.json(text(row));

        assertThat(schema.issues()).isEmpty();
        assertThat(json.get("schema").textValue()).isEqualTo(key.toString());
        assertThat(schema.validate(json.get("data"))).isEmpty();
    }

    /** So that the test above proves something. */
    @ParameterizedTest
    @EnumSource
    void wouldNotFitWithoutItsPayload(Kind kind) throws IOException {
        CompiledSchema schema = new SchemaCompiler(256).compile(centralSchema(kind.schema()));
        BadRow row = Samples.all().stream()
                .filter(sample -> sample.failure().kind() == kind)
                .findFirst()
                .orElseThrow();
        JsonNode data = ((ObjectNode) BadRowJson.toJson(row).get("data")).without("payload");

        assertThat(schema.validate(data)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldenRows")
    void readsAndWritesAnotherEnginesRowsUnchanged(String row) {
        BadRow read = BadRowJson.decode(row.getBytes(UTF_8)).orThrow();

        assertThat(text(read)).isEqualTo(row);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsBackWhatItWrote(BadRow row) {
        assertThat(BadRowJson.decode(BadRowJson.encode(row)).orThrow()).isEqualTo(row);
    }

    @Test
    void writesAFormatViolation() {
        BadRow row = new BadRow(
                new BadRow.Processor("snowplow-enrich-kafka", "3.9.0"),
                new FormatViolation(
                        Instant.parse("2023-11-14T22:13:22.123456Z"),
                        "thrift",
                        new InputData("path", "/robots.txt", "path does not match")),
                new Payload.Raw("CwBk"));

        assertThat(text(row))
                .isEqualTo(
                        "{\"schema\":\"iglu:com.snowplowanalytics.snowplow.badrows/collector_payload_format_violation/"
                                + "jsonschema/1-0-0\",\"data\":{\"processor\":{\"artifact\":\"snowplow-enrich-kafka\","
                                + "\"version\":\"3.9.0\"},\"failure\":{\"timestamp\":\"2023-11-14T22:13:22.123456Z\","
                                + "\"loader\":\"thrift\",\"message\":{\"payloadField\":\"path\",\"value\":\"/robots.txt\","
                                + "\"expectation\":\"path does not match\"}},\"payload\":\"CwBk\"}}");
    }

    @Test
    void writesACollectorPayload() {
        BadRow row = Samples.all().get(3);

        assertThat(text(row))
                .contains("\"failure\":{\"timestamp\":\"2023-11-14T22:13:22.123456Z\","
                        + "\"vendor\":\"com.snowplowanalytics.snowplow\",\"version\":\"tp2\",\"messages\":["
                        + "{\"field\":\"tid\",\"value\":\"10.0\",\"expectation\":\"cannot be converted\"},"
                        + "{\"field\":\"querystring\",\"value\":null,\"expectation\":\"empty querystring\"},"
                        + "{\"field\":\"body\",\"value\":\"{\",\"error\":\"invalid json: exhausted input\"},"
                        + "{\"json\":{\"not\":1.00},\"error\":\"INVALID_DATA_PAYLOAD\"},"
                        + "{\"actual\":null,\"expectedMapping\":{\"open\":\"iglu:com.sendgrid/open/jsonschema/3-0-0\"},"
                        + "\"expectation\":\"no schema\"}]}")
                .endsWith("\"payload\":{\"vendor\":\"com.snowplowanalytics.snowplow\",\"version\":\"tp2\","
                        + "\"querystring\":[{\"name\":\"e\",\"value\":\"pv\"},{\"name\":\"flag\",\"value\":null}],"
                        + "\"contentType\":\"application/json\",\"body\":\"{}\",\"collector\":\"ssc-2.9.2-kafka\","
                        + "\"encoding\":\"UTF-8\",\"hostname\":\"c.example.com\","
                        + "\"timestamp\":\"2023-11-14T22:13:21.000Z\",\"ipAddress\":\"203.0.113.9\","
                        + "\"useragent\":\"UA\",\"refererUri\":\"https://ref.example.com/\","
                        + "\"headers\":[\"Host: c.example.com\"],"
                        + "\"networkUserId\":\"75a13583-5c99-40e3-81fc-541084dfc784\"}}}");
    }

    @Test
    void writesAnEnrichmentPayload() {
        EnrichedEvent event = EnrichedEvent.builder()
                .set(AtomicField.APP_ID, "a\tb")
                .set(AtomicField.ETL_TSTAMP, 1_700_000_002_000L)
                .set(AtomicField.TXN_ID, 7)
                .set(AtomicField.DOMAIN_SESSIONIDX, 3)
                .set(AtomicField.SE_VALUE, new BigDecimal("1.50"))
                .set(AtomicField.GEO_LATITUDE, 58.4167f)
                .set(AtomicField.BR_COOKIES, true)
                .set(AtomicField.CONTEXTS, Events.json("{ \"a\" : 1.00 }"))
                .build();
        BadRow row = new BadRow(
                Samples.PROCESSOR,
                new EnrichmentFailures(
                        Samples.NOW, List.of(new EnrichmentFailure(null, new Simple("Field v_tracker longer")))),
                new Payload.Enrichment(event, Samples.RAW));
        JsonNode json = Events.json(text(row));
        JsonNode enriched = json.at("/data/payload/enriched");

        List<String> columns = new ArrayList<>();
        enriched.fieldNames().forEachRemaining(columns::add);
        assertThat(columns)
                .isEqualTo(AtomicField.all().stream().map(AtomicField::column).toList());
        assertThat(text(row))
                .contains("\"messages\":[{\"enrichment\":null,\"message\":{\"error\":\"Field v_tracker longer\"}}]")
                .contains("\"app_id\":\"a\\tb\"", "\"etl_tstamp\":\"2023-11-14 22:13:22.000\"")
                .contains("\"txn_id\":\"7\"", "\"domain_sessionidx\":3", "\"se_value\":\"1.50\"")
                .contains("\"geo_latitude\":58.4167", "\"br_cookies\":1", "\"contexts\":\"{\\\"a\\\":1.00}\"")
                .contains("\"platform\":null", "\"true_tstamp\":null},\"raw\":{")
                .endsWith("\"raw\":{\"vendor\":\"com.snowplowanalytics.snowplow\",\"version\":\"tp2\","
                        + "\"parameters\":[{\"name\":\"e\",\"value\":\"pv\"},{\"name\":\"flag\",\"value\":null}],"
                        + "\"contentType\":\"application/json\",\"loaderName\":\"ssc-2.9.2-kafka\","
                        + "\"encoding\":\"UTF-8\",\"hostname\":\"c.example.com\","
                        + "\"timestamp\":\"2023-11-14T22:13:21.000Z\",\"ipAddress\":\"203.0.113.9\","
                        + "\"useragent\":\"UA\",\"refererUri\":\"https://ref.example.com/\","
                        + "\"headers\":[\"Host: c.example.com\"],"
                        + "\"userId\":\"75a13583-5c99-40e3-81fc-541084dfc784\"}}}}");
    }

    /** The schemas want a text there; other engines fail on such payloads. */
    @Test
    void writesAnAbsentCollectorNameAsAnEmptyOne() {
        NormalizedPayload payload = new NormalizedPayload(
                new RawEvent.Api("v", "1"),
                List.of(),
                null,
                null,
                new RawEvent.Source(null, UTF_8, null),
                new RawEvent.RequestContext(0, null, null, null, List.of(), null));
        BadRow row = new BadRow(
                Samples.PROCESSOR,
                new BadRow.AdapterFailure(Kind.ADAPTER_FAILURES, Samples.NOW, "v", "1", List.of()),
                new Payload.Collector(payload));

        assertThat(text(row)).contains("\"collector\":\"\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nope",
                "[]",
                "null",
                "{}",
                "{\"schema\":1}",
                "{\"schema\":\"iglu:com.acme/x/jsonschema/1-0-0\",\"data\":{}}",
                "{\"schema\":\"iglu:com.snowplowanalytics.snowplow.badrows/generic_error/jsonschema/2-0-0\",\"data\":{}}",
                "{\"schema\":\"iglu:com.snowplowanalytics.snowplow.badrows/generic_error/jsonschema/1-0-0\",\"data\":[]}",
            })
    void tellsWhatIsNoBadRow(String json) {
        assertThat(BadRowJson.decode(json.getBytes(UTF_8))).isInstanceOf(DecodedBadRow.Unreadable.class);
    }

    /** Every value of every sample replaced by another type, one at a time: a row or a reason, never an exception. */
    @ParameterizedTest
    @MethodSource("samples")
    void readsAnyDamagedRowToAValue(BadRow row) {
        String json = text(row);
        for (String replacement : List.of("null", "7", "[]", "{}", "\"x\"")) {
            for (int colon = json.indexOf(":"); colon >= 0; colon = json.indexOf(":", colon + 1)) {
                int end = colon + 1;
                while (end < json.length() && ",}]".indexOf(json.charAt(end)) < 0) {
                    end++;
                }
                String damaged = json.substring(0, colon + 1) + replacement + json.substring(end);

                assertThat(BadRowJson.decode(damaged.getBytes(UTF_8))).isNotNull();
            }
        }
    }

    private static JsonNode centralSchema(SchemaKey key) throws IOException {
        try (InputStream schema = BadRowJsonTest.class.getResourceAsStream("/iglu-central/schemas/" + key.path())) {
            return Events.json(new String(schema.readAllBytes(), UTF_8));
        }
    }

    private static String text(BadRow row) {
        return new String(BadRowJson.encode(row), UTF_8);
    }
}
