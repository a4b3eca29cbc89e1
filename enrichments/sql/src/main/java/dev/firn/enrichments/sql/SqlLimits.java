package dev.firn.enrichments.sql;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import java.time.Duration;

/**
 * What Snowplow's configuration has no keys for; see the package.
 *
 * @param connectionTimeout until a connection is there, whether new or free again
 * @param circuitFailures in a row
 */
record SqlLimits(
        Duration connectionTimeout,
        Duration queryTimeout,
        int poolSize,
        int maxRows,
        int circuitFailures,
        Duration circuitPause,
        boolean coerceStrings,
        boolean verifyServer) {

    /** The pool accepts no less. */
    private static final Duration SHORTEST = Duration.ofMillis(250);

    private static final Duration LONGEST = Duration.ofHours(1);

    static SqlLimits of(Settings settings) {
        return new SqlLimits(
                duration(settings, "sql-query.connection-timeout", Duration.ofSeconds(5)),
                duration(settings, "sql-query.query-timeout", Duration.ofSeconds(10)),
                positive(settings, "sql-query.pool-size", 4),
                positive(settings, "sql-query.max-rows", 1000),
                positive(settings, "sql-query.circuit-failures", 5),
                duration(settings, "sql-query.circuit-pause", Duration.ofSeconds(10)),
                settings.flag("sql-query.coerce-strings", true),
                settings.flag("sql-query.verify-server", true));
    }

    private static Duration duration(Settings settings, String name, Duration otherwise) {
        Duration duration = settings.duration(name, otherwise);
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new EnrichmentConfigException(
                    "Setting " + name + " is " + duration + "; expected between " + SHORTEST + " and " + LONGEST);
        }
        return duration;
    }

    private static int positive(Settings settings, String name, int otherwise) {
        int number = settings.integer(name, otherwise);
        if (number < 1 || number == Integer.MAX_VALUE) {
            throw new EnrichmentConfigException("Setting " + name + " is " + number + "; expected 1 or more");
        }
        return number;
    }

    /** Whole seconds, as JDBC counts them; at least one. */
    int queryTimeoutSeconds() {
        return (int) queryTimeout.plusMillis(999).toSeconds();
    }
}
