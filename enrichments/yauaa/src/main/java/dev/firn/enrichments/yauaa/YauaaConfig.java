package dev.firn.enrichments.yauaa;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;

/**
 * How much to remember and which context to write.
 *
 * @param cacheSize clients; 0 for none
 */
record YauaaConfig(int cacheSize, ContextVersion version) {

    private static final int DEFAULT_CACHE_SIZE = 10_000;
    private static final String VERSION = "yauaa.context-version";

    YauaaConfig {
        if (cacheSize < 0) {
            throw new EnrichmentConfigException(
                    "parameters.cacheSize is " + cacheSize + "; expected a whole number from 0");
        }
    }

    static YauaaConfig of(EnrichmentConfig config, Settings settings) {
        ConfigReader parameters = ConfigReader.parameters(config);
        int cacheSize = parameters.has("cacheSize") ? parameters.integer("cacheSize") : DEFAULT_CACHE_SIZE;
        String version = settings.text(VERSION, ContextVersion.CURRENT.text());
        return new YauaaConfig(
                cacheSize,
                ContextVersion.of(version)
                        .orElseThrow(() -> new EnrichmentConfigException(
                                "Setting " + VERSION + " is " + version + "; expected " + ContextVersion.choices())));
    }
}
