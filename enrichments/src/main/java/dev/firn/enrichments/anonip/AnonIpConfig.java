package dev.firn.enrichments.anonip;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentConfigException;

/**
 * How much of an address is masked, counted from its end.
 *
 * @param octets of IPv4, 1 to 4
 * @param segments of IPv6, 1 to 8
 */
record AnonIpConfig(int octets, int segments) {

    AnonIpConfig {
        require(octets, 4, "IPv4 address octets to anonymize must be 1, 2, 3 or 4", "anonOctets");
        require(segments, 8, "IPv6 address segments to anonymize must be 1, 2, 3, 4, 5, 6, 7 or 8", "anonSegments");
    }

    /** Without {@code anonSegments}, as many segments as octets are masked. */
    static AnonIpConfig of(EnrichmentConfig config) {
        ConfigReader parameters = ConfigReader.parameters(config);
        int octets = parameters.integer("anonOctets");
        return new AnonIpConfig(octets, parameters.has("anonSegments") ? parameters.integer("anonSegments") : octets);
    }

    private static void require(int value, int max, String expectation, String key) {
        if (value < 1 || value > max) {
            throw new EnrichmentConfigException(
                    expectation + ". Value: " + value + " was given. Key: parameters." + key);
        }
    }
}
