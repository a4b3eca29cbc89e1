package dev.firn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.EventPipeline;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import org.junit.jupiter.api.Test;

class StatefulSnippetTest {

    @Test
    void namesStoresAndTopicsAsThePageSays() {
        try (IgluClient iglu = IgluClient.builder()
                .registries(Registries.igluCentralSnapshot().stream().toList())
                .build()) {
            EventPipeline pipeline = EventPipeline.builder(iglu).build();

            String description = StatefulSnippet.topology(pipeline).describe().toString();

            assertThat(description)
                    .contains("firn-dedup-repartition", "firn-features-users", "firn-ads-ads-repartition")
                    .contains("firn-dedup-copies", "firn-clicks", "firn-ads-ads-attributions");
        }
    }
}
