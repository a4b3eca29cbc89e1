package dev.firn.app.lineage;

import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.anonip.AnonIpFactory;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.IgluClient;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.json.JsonText;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.lineage.TopologyGraph;
import dev.firn.topology.output.Output;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A small topology with an owner, a ticket, a filter and an enrichment that masks. */
final class Example {

    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);
    static final LineageEvents.Identity IDENTITY =
            new LineageEvents.Identity("shop", "broker-1:9092,broker-2:9092", "1.2.3", "4.3.1");

    private Example() {}

    static TopologyGraph graph() {
        SchemaKey schema = SchemaKey.of("iglu:com.snowplowanalytics.snowplow/anon_ip/jsonschema/1-0-1");
        EnrichmentConfig config = new EnrichmentConfig(
                schema,
                JsonText.parse("{\"parameters\": {\"anonOctets\": 1, \"anonSegments\": 1}}")
                        .fold(json -> json, message -> {
                            throw new IllegalArgumentException(message);
                        }));
        EventPipeline pipeline = EventPipeline.builder(
                        IgluClient.builder().registries(List.of()).build())
                .enrichments(List.of(
                        new ConfiguredEnrichment(schema, new AnonIpFactory().create(config, Resources.of(CLOCK)))))
                .build();
        return TopologyGraph.of(
                EnrichTopology.builder(pipeline)
                        .input("snowplow-good")
                        .good(Output.to("enriched"))
                        .bad(Output.to("bad"))
                        .output(Output.to("ads")
                                .named("ads")
                                .ownedBy("growth")
                                .withTicket("AD-12")
                                .filteredBy("event_name == 'ad_click'")),
                "enrich-eu");
    }
}
