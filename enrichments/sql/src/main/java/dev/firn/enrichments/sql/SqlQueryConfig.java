package dev.firn.enrichments.sql;

import dev.firn.enrichments.lookup.Input;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What to ask, of which database, and what to make of the answer.
 *
 * @param inputs in the order configured
 * @param cacheSize in answers; 0 for none
 */
record SqlQueryConfig(
        List<Placeholder> inputs,
        DatabaseConfig database,
        String sql,
        RowsToContexts output,
        int cacheSize,
        Duration timeToLive,
        boolean ignoreOnError) {

    private static final int MAX_PLACEHOLDER = 64;
    private static final int MAX_TTL_SECONDS = 86_400;

    /** @param number from 1 */
    record Placeholder(int number, Input input) {}

    SqlQueryConfig {
        inputs = List.copyOf(inputs);
    }

    static SqlQueryConfig of(ConfigReader parameters) {
        List<Placeholder> inputs = new ArrayList<>();
        for (ConfigReader input : parameters.objects("inputs")) {
            inputs.add(placeholder(input));
        }
        ConfigReader cache = parameters.object("cache");
        return new SqlQueryConfig(
                inputs,
                DatabaseConfig.of(parameters.object("database")),
                parameters.object("query").text("sql"),
                RowsToContexts.of(parameters.object("output")),
                within(cache, "size", Integer.MAX_VALUE),
                Duration.ofSeconds(within(cache, "ttl", MAX_TTL_SECONDS)),
                parameters.has("ignoreOnError") && parameters.flag("ignoreOnError"));
    }

    private static Placeholder placeholder(ConfigReader input) {
        if (!input.has("placeholder")) {
            throw new EnrichmentConfigException("Placeholder is missing; expected " + input.name("placeholder"));
        }
        int number = input.integer("placeholder");
        if (number < 1 || number > MAX_PLACEHOLDER) {
            throw new EnrichmentConfigException("Placeholder must be greater than 1 and at most " + MAX_PLACEHOLDER
                    + " (1 included), but " + input.name("placeholder") + " is " + number);
        }
        return new Placeholder(number, Input.of(input));
    }

    private static int within(ConfigReader config, String key, int max) {
        int number = config.integer(key);
        if (number < 0 || number > max) {
            throw new EnrichmentConfigException(config.name(key) + " is " + number + "; expected 0 to " + max);
        }
        return number;
    }
}
