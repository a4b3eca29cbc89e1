package dev.firn.enrichments.iab;

import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the lists are and what to add to them.
 *
 * @param locations of the lists, by the constants of this record
 * @param browsers texts that mean a browser wherever they occur
 * @param robots texts that mean a robot wherever they occur, unless one of the browsers does too
 * @param cacheSize how many distinct user agents are remembered
 */
record IabConfig(Map<String, String> locations, List<String> browsers, List<String> robots, int cacheSize) {

    static final String ADDRESSES = "ipFile";
    static final String EXCLUDE = "excludeUseragentFile";
    static final String INCLUDE = "includeUseragentFile";

    private static final String BROWSERS = "includeUseragents";
    private static final String ROBOTS = "excludeUseragents";
    private static final String CACHE_SIZE = "iab-spiders-and-robots.cache-size";

    IabConfig {
        requireTexts(BROWSERS, browsers);
        requireTexts(ROBOTS, robots);
        if (cacheSize < 0) {
            throw new EnrichmentConfigException(
                    "Setting " + CACHE_SIZE + " is " + cacheSize + "; expected a whole number of at least 0");
        }
    }

    static IabConfig of(EnrichmentConfig config, Settings settings) {
        ConfigReader parameters = ConfigReader.parameters(config);
        Map<String, String> locations = new LinkedHashMap<>();
        for (String list : List.of(ADDRESSES, EXCLUDE, INCLUDE)) {
            ConfigReader place = parameters.object(list);
            locations.put(list, Assets.location(place.text("uri"), place.text("database")));
        }
        return new IabConfig(
                locations,
                parameters.has(BROWSERS) ? parameters.texts(BROWSERS) : List.of(),
                parameters.has(ROBOTS) ? parameters.texts(ROBOTS) : List.of(),
                settings.integer(CACHE_SIZE, 5_000));
    }

    private static void requireTexts(String key, List<String> texts) {
        if (texts.contains("")) {
            throw new EnrichmentConfigException(
                    "parameters." + key + " holds an empty text, which every user agent contains; take it out");
        }
    }
}
