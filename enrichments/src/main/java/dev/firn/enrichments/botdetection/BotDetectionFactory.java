package dev.firn.enrichments.botdetection;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;
import java.util.EnumSet;
import java.util.Set;

/** Makes the bot detection enrichment. */
public final class BotDetectionFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of(
                "iglu:com.snowplowanalytics.snowplow.enrichments/bot_detection_enrichment_config/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        ConfigReader parameters = ConfigReader.parameters(config);
        Set<Source> sources = EnumSet.noneOf(Source.class);
        for (Source source : Source.values()) {
            // The client's came with 1-0-1; without its key it is off.
            boolean known = source != Source.CLIENT_SIDE || parameters.has(source.parameter());
            if (known && parameters.flag(source.parameter())) {
                sources.add(source);
            }
        }
        return new BotDetectionEnrichment(sources);
    }
}
