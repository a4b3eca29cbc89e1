package dev.firn.enrichments.eventspec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.spi.Assets.Asset;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the event specification enrichment. */
public final class EventSpecificationFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of("iglu:dev.firn/event_specifications/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        List<String> configured = ConfigReader.parameters(config).texts("specifications");
        SpecificationReader reader = new SpecificationReader();
        Asset<Specifications> specifications = resources
                .assets()
                .open(
                        "event_specifications",
                        SpecificationLocations.of(configured),
                        files -> read(reader, new TreeMap<>(files)));
        return new EventSpecificationEnrichment(specifications);
    }

    private static Specifications read(SpecificationReader reader, Map<String, Path> files) throws IOException {
        List<Specification> all = new ArrayList<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            try {
                JsonNode json = JsonText.parse(Files.readAllBytes(file.getValue()))
                        .fold(node -> node, problem -> {
                            throw new IllegalArgumentException(problem);
                        });
                all.addAll(reader.read(json));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(file.getKey() + ": " + e.getMessage(), e);
            }
        }
        return new Specifications(all);
    }
}
