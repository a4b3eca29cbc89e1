package dev.firn.enrichments.fingerprint;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import java.util.Set;

/**
 * How to hash.
 *
 * @param excludeParameters exact names that are left out
 */
record FingerprintConfig(HashAlgorithm algorithm, Set<String> excludeParameters) {

    FingerprintConfig {
        excludeParameters = Set.copyOf(excludeParameters);
    }

    static FingerprintConfig of(EnrichmentConfig config) {
        ConfigReader parameters = ConfigReader.parameters(config);
        return new FingerprintConfig(
                HashAlgorithm.named(parameters.text("hashAlgorithm")),
                Set.copyOf(parameters.texts("excludeParameters")));
    }
}
