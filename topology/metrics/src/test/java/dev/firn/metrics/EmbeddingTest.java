package dev.firn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.EventPipeline;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registry;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.output.Output;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/** What docs/metrics.md shows to those who have an application of their own. */
class EmbeddingTest {

    private static Topology topology(MeterRegistry registry, Registry schemas) {
        // tag::embedding[]
        EnrichMeters meters = EnrichMeters.of(registry);
        IgluClient iglu = IgluClient.builder()
                .registries(List.of(schemas))
                .listener(meters.registry())
                .build();
        meters.watch(iglu);
        EventPipeline pipeline =
                EventPipeline.builder(iglu).listener(meters.pipeline()).build();
        return EnrichTopology.builder(pipeline)
                .input("collector")
                .deduplicate(Deduplication.within(Duration.ofHours(1)).withListener(meters.deduplication()))
                .good(Output.to("enriched"))
                .bad(Output.to("bad"))
                .outputListener(meters.outputs())
                .build();
        // end::embedding[]
    }

    @Test
    void theMetersAreInTheRegistryOfTheApplication() {
        MeterRegistry registry = new SimpleMeterRegistry();

        Topology topology = topology(registry, new AnyRegistry());

        assertThat(topology.describe().toString()).contains("firn-outputs");
        assertThat(registry.find("firn.good").counter()).isNotNull();
        assertThat(registry.find("firn.duplicates").tag("kind", "natural").counter())
                .isNotNull();
        assertThat(registry.find("firn.iglu.validations").counters()).hasSize(3);
    }
}
