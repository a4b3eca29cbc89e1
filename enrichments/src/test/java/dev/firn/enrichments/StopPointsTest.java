package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.Simple;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** At which stage an event stops, with which of its failures, and what of it is known by then. */
class StopPointsTest {

    private static final String UNKNOWN_CONTEXT =
            "&co=%7B%22schema%22%3A%22iglu%3Acom.snowplowanalytics.snowplow%2Fcontexts"
                    + "%2Fjsonschema%2F1-0-0%22%2C%22data%22%3A%5B%7B%22schema%22%3A%22iglu%3Acom.acme%2Funknown%2Fjsonschema%2F1-0-0"
                    + "%22%2C%22data%22%3A%7B%7D%7D%5D%7D";
    private static final SelfDescribingJson VALID = cookie("a");
    private static final SelfDescribingJson INVALID = new SelfDescribingJson(
            VALID.schema(), JsonNodeFactory.instance.objectNode().put("name", 1));

    @Test
    void aBadEventIdHidesBadJson() {
        BadRow row = Outcomes.bad(Pipelines.plain(), CollectorRecord.pixel("e=pv&eid=x" + UNKNOWN_CONTEXT));

        assertThat(Outcomes.enrichmentMessages(row)).containsExactly(new InputData("eid", "x", "not a valid UUID"));
    }

    @Test
    void allBadParametersAreToldAtOnce() {
        BadRow row = Outcomes.bad(
                Pipelines.plain(),
                CollectorRecord.pixel("e=pv&eid=x&tid=y&dtm=z").timestamp(Long.MAX_VALUE));

        assertThat(Outcomes.enrichmentMessages(row)).hasSize(4).first().satisfies(message -> assertThat(
                        ((InputData) message).field())
                .isEqualTo("collector_tstamp"));
        assertThat(fields(row)).containsExactlyInAnyOrder("collector_tstamp", "eid", "tid", "dtm");
    }

    @Test
    void theRowOfBadParametersHoldsTheGoodOnes() {
        BadRow row = Outcomes.bad(Pipelines.plain(), CollectorRecord.pixel("e=pv&eid=x&aid=shop&url=http://a.b/c"));

        EnrichedEvent enriched = Outcomes.enriched(row);
        assertThat(enriched.text(AtomicField.APP_ID)).isEqualTo("shop");
        assertThat(enriched.text(AtomicField.PAGE_URL)).isEqualTo("http://a.b/c");
        assertThat(enriched.has(AtomicField.PAGE_URLHOST)).isFalse();
    }

    @Test
    void badJsonHidesWhatEnrichmentsWouldSay() {
        // given
        AtomicInteger calls = new AtomicInteger();
        EventPipeline pipeline = Pipelines.with(Spy.custom(event -> {
            calls.incrementAndGet();
            return EnrichmentResult.failed("never told");
        }));

        // when
        BadRow row = Outcomes.bad(pipeline, CollectorRecord.pixel("e=pv&url=http://[bad" + UNKNOWN_CONTEXT));

        // then
        assertThat(Outcomes.kind(row)).isEqualTo("schema_violations");
        assertThat(calls).hasValue(0);
        assertThat(Outcomes.enriched(row).has(AtomicField.DERIVED_TSTAMP)).isFalse();
    }

    @Test
    void allStepsRunAndTheirFailuresComeLastStepFirst() {
        // given
        EventPipeline pipeline = Pipelines.with(
                Spy.custom(event -> new EnrichmentResult.Failed(List.of(new Simple("c1"), new Simple("c2")))),
                Spy.inSlot("ip_lookups", event -> EnrichmentResult.failed("b")),
                Spy.inSlot("campaign_attribution", event -> EnrichmentResult.failed("a")));

        // when
        BadRow row = Outcomes.bad(pipeline, CollectorRecord.pixel("e=ad&url=http://[bad&refr=http://[worse&cv="));

        // then
        assertThat(Outcomes.enrichmentMessages(row).stream().map(StopPointsTest::gist))
                .containsExactly(
                        "c1",
                        "c2",
                        "b",
                        "event",
                        "a",
                        "Provided URI [http://[worse]",
                        "Provided URI [http://[bad]",
                        "v_collector");
        assertThat(((BadRow.EnrichmentFailures) row.failure())
                        .messages().stream().map(EnrichmentFailure::enrichment).toList())
                .containsExactly(
                        new EnrichmentFailure.Source(Spy.CONFIGURATION, "probe"),
                        new EnrichmentFailure.Source(Spy.CONFIGURATION, "probe"),
                        new EnrichmentFailure.Source(
                                SchemaKey.of("iglu:com.acme/ip_lookups/jsonschema/1-0-0"), "ip_lookups"),
                        null,
                        new EnrichmentFailure.Source(
                                SchemaKey.of("iglu:com.acme/campaign_attribution/jsonschema/1-0-0"),
                                "campaign_attribution"),
                        null,
                        null,
                        null);
    }

    @Test
    void aFailedStepLeavesTheRowWithoutDerivedContexts() {
        // given
        EventPipeline pipeline = Pipelines.with(
                Spy.inSlot("cookie_extractor_config", event -> Spy.attach(VALID)),
                Spy.custom(event -> EnrichmentResult.failed("x")));

        // when
        BadRow row = Outcomes.bad(pipeline, CollectorRecord.pixel("e=pv"));

        // then
        assertThat(Outcomes.enriched(row).has(AtomicField.DERIVED_CONTEXTS)).isFalse();
        assertThat(Outcomes.enriched(row).has(AtomicField.DERIVED_TSTAMP)).isTrue();
    }

    @Test
    void anInvalidContextOfAnEnrichmentIsToldWithAllContexts() {
        // given
        EventPipeline pipeline = Pipelines.with(
                Spy.inSlot("cookie_extractor_config", event -> Spy.attach(VALID)),
                Spy.custom(event -> EnrichmentResult.contexts(List.of(INVALID, VALID, INVALID))));

        // when
        BadRow row = Outcomes.bad(pipeline, CollectorRecord.pixel("e=pv"));

        // then
        assertThat(((BadRow.EnrichmentFailures) row.failure()).messages())
                .hasSize(2)
                .allSatisfy(failure -> {
                    assertThat(failure.enrichment())
                            .isEqualTo(
                                    new EnrichmentFailure.Source(INVALID.schema(), "enrichments-contexts-validation"));
                    assertThat(((FailureMessage.IgluFailure) failure.message()).schemaKey())
                            .isEqualTo(INVALID.schema());
                });
        assertThat(Outcomes.enriched(row).json(AtomicField.DERIVED_CONTEXTS).get("data"))
                .hasSize(4);
    }

    @Test
    void derivedContextsComeLastStepFirst() {
        // given
        EventPipeline pipeline = Pipelines.with(
                Spy.custom(event -> EnrichmentResult.contexts(List.of(cookie("c1"), cookie("c2")))),
                Spy.inSlot("cookie_extractor_config", event -> Spy.attach(cookie("a"))),
                Spy.inSlot("ip_lookups", event -> Spy.attach(cookie("b"))));

        // when
        EnrichedEvent event = Outcomes.good(pipeline, CollectorRecord.pixel("e=pv"));

        // then
        assertThat(event.json(AtomicField.DERIVED_CONTEXTS).get("schema").textValue())
                .isEqualTo("iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1");
        assertThat(event.json(AtomicField.DERIVED_CONTEXTS).findValuesAsText("name"))
                .containsExactly("c1", "c2", "b", "a");
    }

    @Test
    void lengthsAreOfMaskedValues() {
        // given
        EventPipeline pipeline = Pipelines.with(Spy.inSlot(
                "anon_ip",
                event -> EnrichmentResult.changes()
                        .set(AtomicField.USER_IPADDRESS, "x".repeat(129))
                        .build(),
                AtomicField.USER_IPADDRESS));

        // when
        BadRow row = Outcomes.bad(pipeline, CollectorRecord.pixel("e=pv"));

        // then
        assertThat(Outcomes.enrichmentMessages(row))
                .contains(new Simple("Field user_ipaddress longer than maximum allowed size 128"));
    }

    @Test
    void theLengthsOfAnEventWithOtherFailuresAreNotToldYet() {
        BadRow row =
                Outcomes.bad(Pipelines.plain(), CollectorRecord.pixel("e=pv&url=http://[bad&tv=" + "x".repeat(500)));

        assertThat(Outcomes.enrichmentMessages(row)).hasSize(1);
    }

    private static SelfDescribingJson cookie(String name) {
        return new SelfDescribingJson(
                SchemaKey.of("iglu:org.ietf/http_cookie/jsonschema/1-0-0"),
                JsonNodeFactory.instance.objectNode().put("name", name).putNull("value"));
    }

    private static List<String> fields(BadRow row) {
        return Outcomes.enrichmentMessages(row).stream()
                .map(message -> ((InputData) message).field())
                .toList();
    }

    private static String gist(FailureMessage message) {
        if (message instanceof InputData input) {
            return input.field();
        }
        String error = ((Simple) message).error();
        return error.startsWith("Provided") ? error.substring(0, error.indexOf(']') + 1) : error;
    }
}
