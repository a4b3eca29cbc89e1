package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.pii.PiiFactory;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is named in the configuration of pseudonymisation leaves in no event, but for the report. */
class PseudonymisedEventsTest {

    private static final long SEED = 20260107L;
    private static final String SNOWPLOW = "iglu:com.snowplowanalytics.snowplow/";

    /** Columns that trackers can set, by the parameter that does. */
    private static final Map<String, String> COLUMNS = Map.of(
            "uid", "user_id",
            "fp", "user_fingerprint",
            "duid", "domain_userid",
            "tnuid", "network_userid",
            "tr_id", "tr_orderid",
            "ti_id", "ti_orderid",
            "se_ca", "se_category",
            "se_ac", "se_action",
            "se_la", "se_label",
            "se_pr", "se_property");

    private final Random random = new Random(SEED);
    private final List<String> planted = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noOriginalIsLeftInAnyWrittenEvent(boolean keepIncomplete) {
        // given
        EventPipeline pipeline = pipeline(keepIncomplete);
        int written = 0;
        for (int i = 0; i < 300; i++) {
            planted.clear();
            CollectorRecord record = record();
            // when
            Outcome outcome = Outcomes.only(pipeline, record);
            // then
            EnrichedEvent event = outcome instanceof Outcome.Good good
                    ? good.event()
                    : outcome instanceof Outcome.Incomplete incomplete ? incomplete.event() : null;
            if (event != null) {
                written++;
                assertThat(new String(EnrichedTsv.encode(event), StandardCharsets.UTF_8))
                        .as("event %s of seed %s", i, SEED)
                        .doesNotContain(planted);
            }
        }
        assertThat(written).as("events written of 300").isGreaterThan(keepIncomplete ? 299 : 100);
    }

    @Test
    void theReportTellsOfAllReplacements() {
        // given
        CollectorRecord record = CollectorRecord.pixel(Map.of(
                "e",
                "se",
                "uid",
                "john",
                "co",
                envelope("contexts", "[" + email("\"a@acme.com\"", "\"b@acme.com\"") + "]")));
        // when
        Outcome.Good outcome = (Outcome.Good) Outcomes.only(pipeline(false), record);
        // then
        EnrichedEvent report = outcome.pseudonymisation();
        assertThat(report).isNotNull();
        assertThat(Outcomes.column(report, AtomicField.EVENT_NAME)).isEqualTo("pii_transformation");
        assertThat(Outcomes.column(report, AtomicField.UNSTRUCT_EVENT))
                .contains(
                        "\"originalValue\":\"john\"",
                        "\"originalValue\":\"a@acme.com\"",
                        "\"originalValue\":\"b@acme.com\"")
                .contains("\"originalValue\":\"203.0.113.9\"")
                .doesNotContain("pepper");
        assertThat(Outcomes.column(report, AtomicField.CONTEXTS))
                .contains(String.valueOf(Outcomes.column(outcome.event(), AtomicField.EVENT_ID)));
    }

    private CollectorRecord record() {
        Map<String, String> parameters = new HashMap<>(Map.of("e", "ue", "p", "web"));
        COLUMNS.keySet().forEach(name -> {
            if (random.nextBoolean()) {
                parameters.put(name, plant());
            }
        });
        if (random.nextInt(8) == 0) {
            parameters.put("tid", "no number");
        }
        parameters.put(
                "co",
                envelope(
                        "contexts",
                        "["
                                + random.ints(random.nextInt(4) + 1)
                                        .mapToObj(i -> entity())
                                        .collect(Collectors.joining(","))
                                + "]"));
        parameters.put("ue_pr", envelope("unstruct_event", entity()));
        return CollectorRecord.pixel(parameters).ipAddress(plant());
    }

    /** Valid, or not: then it lacks a key or has one of another type. */
    private String entity() {
        String first = JsonText.write(Configs.json("\"" + plant() + "\""));
        return switch (random.nextInt(12)) {
            case 0 -> email(first, null);
            case 1 -> email(first, "[\"" + plant() + "\", 1]");
            default -> email(first, "\"" + plant() + "\"");
        };
    }

    private String plant() {
        String value =
                "secret-" + Long.toHexString(random.nextLong()) + (random.nextBoolean() ? "@acme.com" : "\u00e9");
        planted.add(value.substring(0, 12));
        return value;
    }

    private static String email(String first, @Nullable String second) {
        return "{\"schema\":\"iglu:com.acme/email_sent/jsonschema/1-0-0\",\"data\":{\"emailAddress\":" + first
                + (second == null ? "" : ",\"emailAddress2\":" + second) + "}}";
    }

    private static String envelope(String name, String data) {
        return "{\"schema\":\"" + SNOWPLOW + name + "/jsonschema/1-0-0\",\"data\":" + data + "}";
    }

    private static EventPipeline pipeline(boolean keepIncomplete) {
        String columns = COLUMNS.values().stream()
                .map(column -> "{\"pojo\":{\"field\":\"" + column + "\"}}")
                .collect(Collectors.joining(","));
        String json = List.of("contexts", "unstruct_event").stream()
                .map(field ->
                        """
                        {"json":{"field":"%s","schemaCriterion":"iglu:com.acme/email_sent/jsonschema/1-*-*",
                        "jsonPath":"$['emailAddress','emailAddress2']"}}"""
                                .formatted(field))
                .collect(Collectors.joining(","));
        EnrichmentConfig config = Configs.config(
                """
                {"schema":"iglu:com.snowplowanalytics.snowplow.enrichments/pii_enrichment_config/jsonschema/2-0-0",
                "data":{"enabled":true,"emitEvent":true,"parameters":{"pii":[{"pojo":{"field":"user_ipaddress"}},%s,%s],
                "strategy":{"pseudonymize":{"hashFunction":"SHA-256","salt":"pepper123"}}}}}"""
                        .formatted(columns, json));
        EventPipeline.Options options = Pipelines.options();
        return Pipelines.builder()
                .enrichments(List.of(
                        new ConfiguredEnrichment(config.schema(), new PiiFactory().create(config, Configs.RESOURCES))))
                .options(keepIncomplete ? options.keepingIncomplete() : options)
                .build();
    }
}
