package dev.firn.enrichments.http;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import java.time.Duration;

/**
 * How much one enrichment may ask of one service.
 *
 * @param timeout of a whole call: waiting for a free place, connecting, and the answer to its last byte
 * @param maxBytes of an answer's body
 * @param maxConcurrent calls at a time
 * @param circuitFailures in a row after which the service is left alone
 * @param circuitPause for how long
 */
public record LookupLimits(
        Duration timeout, int maxBytes, int maxConcurrent, int circuitFailures, Duration circuitPause) {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_CONCURRENT = 64;
    private static final int CIRCUIT_FAILURES = 20;
    private static final Duration CIRCUIT_PAUSE = Duration.ofSeconds(10);

    public LookupLimits {
        positive("timeout", timeout);
        positive("max-response-bytes", maxBytes);
        positive("max-concurrent", maxConcurrent);
        positive("circuit-failures", circuitFailures);
        positive("circuit-pause", circuitPause);
    }

    /** The defaults, with that time limit. */
    public static LookupLimits of(Duration timeout) {
        return new LookupLimits(timeout, MAX_BYTES, MAX_CONCURRENT, CIRCUIT_FAILURES, CIRCUIT_PAUSE);
    }

    /** What the operator set, with that time limit. */
    public static LookupLimits of(Duration timeout, Settings settings) {
        return new LookupLimits(
                timeout,
                settings.integer("lookups.max-response-bytes", MAX_BYTES),
                settings.integer("lookups.max-concurrent", MAX_CONCURRENT),
                settings.integer("lookups.circuit-failures", CIRCUIT_FAILURES),
                settings.duration("lookups.circuit-pause", CIRCUIT_PAUSE));
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw unfit(name, value);
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
            throw unfit(name, value);
        }
    }

    private static EnrichmentConfigException unfit(String name, Object value) {
        return new EnrichmentConfigException(
                "lookups." + name + " is " + value + "; expected more than zero, and of durations at most a day");
    }
}
