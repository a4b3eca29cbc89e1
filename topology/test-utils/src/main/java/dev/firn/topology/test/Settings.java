package dev.firn.topology.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.config.NamedConfig;
import dev.firn.registry.Registry;
import dev.firn.registry.SchemaKey;
import dev.firn.topology.output.Output;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/** What a {@link FirnBuilder} collected: enough to start any number of drivers that do the same. */
record Settings(
        Map<SchemaKey, JsonNode> schemas,
        List<Registry> registries,
        boolean igluCentral,
        List<NamedConfig> enrichmentConfigs,
        List<ConfiguredEnrichment> enrichments,
        EventPipeline.Options options,
        Topics topics,
        Parts parts,
        Instant start,
        Map<String, String> streamsConfig,
        int maxRecordBytes,
        @Nullable Function<EventPipeline, Topology> topology) {

    Settings {
        schemas = Map.copyOf(schemas);
        registries = List.copyOf(registries);
        enrichmentConfigs = List.copyOf(enrichmentConfigs);
        enrichments = List.copyOf(enrichments);
        streamsConfig = Map.copyOf(streamsConfig);
    }

    /** Where payloads go, and which topics are read back. */
    record Topics(String input, Output good, Output bad, @Nullable Output incomplete) {}
}
