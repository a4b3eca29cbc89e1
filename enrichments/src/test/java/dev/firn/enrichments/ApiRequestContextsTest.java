package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which contexts of earlier enrichments several requests to APIs see. */
class ApiRequestContextsTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void showsAllRequestsToApisTheSameContexts(boolean legacy) {
        // given
        Map<String, List<String>> seen = new LinkedHashMap<>();
        List<ConfiguredEnrichment> configured = new ArrayList<>();
        for (String slot : List.of(
                "acme_first",
                "extra_api_request_enrichment_config",
                "extra_api_request_enrichment_config",
                "api_request_enrichment_config",
                "sql_query_enrichment_config")) {
            configured.add(Spy.inSlot(slot, event -> {
                String name = slot.substring(0, 3) + seen.size();
                seen.put(
                        name,
                        event.derivedContexts().stream()
                                .map(context ->
                                        context.data().path("emailAddress").asText())
                                .toList());
                return EnrichmentResult.contexts(List.of(sent(name)));
            }));
        }
        EventPipeline.Options usual = Pipelines.options();
        EventPipeline pipeline = Pipelines.builder()
                .options(new EventPipeline.Options(
                        usual.processor(), usual.limits(), false, legacy, false, usual.loader()))
                .enrichments(configured)
                .build();

        // when
        EnrichedEvent good = Outcomes.good(pipeline, CollectorRecord.pixel("e=pv"));

        // then
        assertThat(seen)
                .isEqualTo(Map.of(
                        "sql0", List.of(),
                        "api1", List.of("sql0"),
                        "ext2", List.of("sql0"),
                        "ext3", List.of("sql0"),
                        "acm4", List.of("ext3", "ext2", "api1", "sql0")));
        assertThat(good.json(AtomicField.DERIVED_CONTEXTS).path("data")).hasSize(5);
    }

    private static SelfDescribingJson sent(String name) {
        return new SelfDescribingJson(
                SchemaKey.of("iglu:com.acme/email_sent/jsonschema/1-0-0"),
                Configs.json("{\"emailAddress\": \"" + name + "\", \"emailAddress2\": \"\"}"));
    }
}
