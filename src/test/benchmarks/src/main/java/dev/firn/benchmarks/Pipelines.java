package dev.firn.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.app.assembly.Assembly;
import dev.firn.app.quickstart.Quickstart;
import dev.firn.enrichments.EventIds;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.PipelineListener;
import dev.firn.enrichments.config.NamedConfig;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.EventFormat;
import dev.firn.topology.OutcomeEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;

/** The pipelines that are measured: the quickstart's five enrichments, or none. */
final class Pipelines {

    private static final List<String> FIVE = List.of(
            "anon_ip",
            "campaign_attribution",
            "cookie_extractor_config",
            "event_fingerprint_config",
            "http_header_extractor_config");

    private Pipelines() {}

    static EventPipeline withFiveEnrichments() {
        return pipeline(FIVE.stream().map(Pipelines::config).toList());
    }

    static EventPipeline bare() {
        return pipeline(List.of());
    }

    private static EventPipeline pipeline(List<NamedConfig> configs) {
        Assembly assembly = Assembly.of(null, configs, 40, InstantSource.system(), false);
        return assembly.pipeline(EventPipeline.Options.defaults(), EventIds.ofContent(), PipelineListener.NONE);
    }

    static OutcomeEncoder encoder(EventFormat format) {
        return new OutcomeEncoder(
                format,
                format,
                EnrichTopology.DEFAULT_MAX_RECORD_BYTES,
                new BadRow.Processor("firn", "0.1.0"),
                InstantSource.system());
    }

    private static NamedConfig config(String name) {
        try (InputStream in = Quickstart.class.getResourceAsStream(name + ".json")) {
            JsonNode json = in != null && JsonText.parse(in.readAllBytes()) instanceof ParsedJson.Json parsed
                    ? parsed.node()
                    : null;
            if (json == null) {
                throw new IllegalStateException(name + ".json is missing or broken");
            }
            return new NamedConfig(name, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
