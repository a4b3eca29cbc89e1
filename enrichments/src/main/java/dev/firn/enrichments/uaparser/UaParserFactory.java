package dev.firn.enrichments.uaparser;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.spi.Assets.Asset;
import dev.firn.enrichments.spi.CacheListener;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes the ua-parser enrichment. */
public final class UaParserFactory implements EnrichmentFactory {

    private static final String RULES = "database";

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/ua_parser_config/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        UaParserConfig parsed = UaParserConfig.of(config, resources.settings());
        try {
            return new UaParserEnrichment(parser(parsed, resources));
        } catch (IOException | IllegalArgumentException | EnrichmentConfigException e) {
            throw new EnrichmentConfigException("Failed to initialize ua parser: [" + e.getMessage() + "]", e);
        }
    }

    private static Asset<AgentParser> parser(UaParserConfig config, Resources resources) throws IOException {
        CacheListener listener = resources.watch().cache(UaParserEnrichment.NAME);
        if (config.location() == null) {
            AgentParser bundled = parser(config, RulesFile.bundled(), listener);
            return () -> bundled;
        }
        return resources
                .assets()
                .open(
                        "ua_parser_config",
                        Map.of(RULES, config.location()),
                        files -> parser(config, read(requireNonNull(files.get(RULES))), listener));
    }

    private static AgentParser parser(UaParserConfig config, RulesFile rules, CacheListener listener) {
        return new AgentParser(rules, config.cacheSize(), config.maxSteps(), listener);
    }

    private static RulesFile read(Path file) throws IOException {
        try (InputStream yaml = new BufferedInputStream(Files.newInputStream(file))) {
            return RulesFile.read(yaml);
        }
    }
}
