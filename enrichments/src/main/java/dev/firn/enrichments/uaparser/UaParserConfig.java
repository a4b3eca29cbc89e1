package dev.firn.enrichments.uaparser;

import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Which rules to use, and within what bounds.
 *
 * @param location of the rules; null for those that come with uap-java
 * @param cacheSize how many distinct user agents are remembered
 * @param maxSteps how often characters of one user agent may be looked at
 */
record UaParserConfig(@Nullable String location, int cacheSize, int maxSteps) {

    static final int CACHE_SIZE = 5_000;
    static final int MAX_STEPS = 4_000_000;

    UaParserConfig {
        require(cacheSize, 0, "ua-parser.cache-size");
        require(maxSteps, 1, "ua-parser.max-steps");
    }

    /** A {@code database} without {@code uri} has no effect. */
    static UaParserConfig of(EnrichmentConfig config, Settings settings) {
        ConfigReader parameters = ConfigReader.parameters(config);
        return new UaParserConfig(
                parameters.has("uri") ? Assets.location(parameters.text("uri"), parameters.text("database")) : null,
                settings.integer("ua-parser.cache-size", CACHE_SIZE),
                settings.integer("ua-parser.max-steps", MAX_STEPS));
    }

    private static void require(int value, int least, String name) {
        if (value < least) {
            throw new EnrichmentConfigException(
                    "Setting " + name + " is " + value + "; expected a whole number of at least " + least);
        }
    }
}
