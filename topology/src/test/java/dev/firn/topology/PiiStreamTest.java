package dev.firn.topology;

import static dev.firn.serdes.event.AtomicField.APP_ID;
import static dev.firn.serdes.event.AtomicField.CONTEXTS;
import static dev.firn.serdes.event.AtomicField.DERIVED_TSTAMP;
import static dev.firn.serdes.event.AtomicField.EVENT_ID;
import static dev.firn.serdes.event.AtomicField.EVENT_NAME;
import static dev.firn.serdes.event.AtomicField.PLATFORM;
import static dev.firn.serdes.event.AtomicField.UNSTRUCT_EVENT;
import static dev.firn.serdes.event.AtomicField.USER_ID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.TopicRule;
import dev.firn.topology.output.Topics;
import dev.firn.topology.output.Value;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Events that tell what was replaced in others: where they go, and where they must not. */
class PiiStreamTest {

    private static final String PARENT_ID = "5b5a0a1e-3d3c-4a5e-9b0e-1c5d7c8e9f01";

    /** Replaces the user id by stars, and reports the original. */
    private static final Enrichment STARS = new Enrichment() {
        @Override
        public String name() {
            return "stars";
        }

        @Override
        public Set<AtomicField> writes() {
            return Set.of(USER_ID);
        }

        @Override
        public EnrichmentResult enrich(EventView event) {
            String user = event.text(USER_ID);
            if (user == null) {
                return EnrichmentResult.unchanged();
            }
            ObjectNode original = JsonNodeFactory.instance.objectNode().put("was", user);
            return EnrichmentResult.changes()
                    .set(USER_ID, "***")
                    .report(new SelfDescribingJson(
                            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/pii_transformation/jsonschema/1-0-0"),
                            original))
                    .build();
        }
    };

    private static EventPipeline pipeline() {
        return Pipelines.with(
                options -> options,
                List.of(new ConfiguredEnrichment(
                        SchemaKey.of(
                                "iglu:com.snowplowanalytics.snowplow.enrichments/pii_enrichment_config/jsonschema/2-0-0"),
                        STARS)));
    }

    /** By place: without a collector's name the row is none that readers of ordinary events would take. */
    private static String column(TestRecord<byte[], byte[]> record, AtomicField field) {
        return new String(record.value(), UTF_8).split("\t", -1)[field.ordinal()];
    }

    @Test
    void theReportGoesToItsOwnTopicAsAChildOfTheEvent() {
        try (Run run = Run.of(Run.standard(pipeline()).pii(Output.to(Run.PII)))) {
            // when
            run.send(Requests.pageView("eid", PARENT_ID, "aid", "shop", "uid", "jane"));

            // then
            TestRecord<byte[], byte[]> good = run.readOne(Run.GOOD);
            assertThat(Run.column(good, USER_ID)).isEqualTo("***");
            TestRecord<byte[], byte[]> pii = run.readOne(Run.PII);
            assertThat(column(pii, EVENT_ID)).isEqualTo(Run.key(pii)).isNotEqualTo(PARENT_ID);
            assertThat(column(pii, APP_ID)).isEqualTo("shop");
            assertThat(column(pii, PLATFORM)).isEqualTo("srv");
            assertThat(column(pii, EVENT_NAME)).isEqualTo("pii_transformation");
            assertThat(column(pii, DERIVED_TSTAMP)).isEqualTo("2026-03-04 05:06:07.089");
            assertThat(column(pii, UNSTRUCT_EVENT))
                    .isEqualTo("{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\","
                            + "\"data\":{\"schema\":\"iglu:com.snowplowanalytics.snowplow/pii_transformation/jsonschema/1-0-0\","
                            + "\"data\":{\"was\":\"jane\"}}}");
            assertThat(column(pii, CONTEXTS))
                    .isEqualTo("{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0\",\"data\":"
                            + "[{\"schema\":\"iglu:com.snowplowanalytics.snowplow/parent_event/jsonschema/1-0-0\","
                            + "\"data\":{\"parentEventId\":\"" + PARENT_ID + "\"}}]}");
            assertThat(pii.timestamp()).isEqualTo(good.timestamp());
        }
    }

    @Test
    void aReplayGivesTheSameReport() {
        try (Run run = Run.of(Run.standard(pipeline()).pii(Output.to(Run.PII)))) {
            // given
            byte[] record = Requests.pageView("eid", PARENT_ID, "uid", "jane");

            // when
            run.send(record);
            run.send(record);

            // then
            List<TestRecord<byte[], byte[]>> reports = run.read(Run.PII);
            assertThat(reports).hasSize(2);
            assertThat(reports.get(1).value()).isEqualTo(reports.get(0).value());
        }
    }

    @Test
    void nothingIsReportedWithoutATopicOrWithoutAReplacement() {
        try (Run without = Run.of(Run.standard(pipeline()));
                Run with = Run.of(Run.standard(pipeline()).pii(Output.to(Run.PII)))) {
            // when
            without.send(Requests.pageView("uid", "jane"));
            with.send(Requests.pageView());

            // then
            assertThat(without.read(Run.GOOD)).hasSize(1);
            assertThat(without.driver.producedTopicNames()).containsExactly(Run.GOOD);
            assertThat(with.driver.producedTopicNames()).containsExactly(Run.GOOD);
        }
    }

    @Test
    void aTopicOfReportsThatIsAlsoTheGoodOneIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> Run.standard(pipeline()).pii(Output.to(Run.GOOD)).build())
                .withMessageContaining("topic 'good'");
    }

    @Test
    void originalsNeverEndUpAmongBadRows() {
        // given: a member that is there already
        try (Run run = Run.of(Run.standard(pipeline())
                .pii(Output.to(Run.PII).as(EventFormat.FLAT_JSON).injecting("app_id", Value.constant("x"))))) {
            // when
            run.send(Requests.pageView("aid", "shop", "uid", "jane"));

            // then
            assertThat(run.readOne(Run.PII).value())
                    .asString(UTF_8)
                    .contains("\"app_id\":\"shop\"")
                    .doesNotContain("\"app_id\":\"x\"");
            assertThat(run.read(Run.BAD)).isEmpty();
        }
    }

    @Test
    void topicsOfOriginalsThatDependOnDataNeedAFallback() {
        assertThatThrownBy(() -> Run.standard(pipeline())
                        .pii(Output.routed(TopicRule.template("pii.{app_id}", "pii\\.[a-z]+")))
                        .topics(Topics.ALL_EXIST)
                        .build())
                .hasMessageContaining("output 'pii': topic: a template for pii needs a fallback topic");
    }
}
