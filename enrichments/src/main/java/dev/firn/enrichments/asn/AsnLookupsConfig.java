package dev.firn.enrichments.asn;

import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which networks count as those of bots.
 *
 * @param file where more of them are listed
 * @param bypassPlatforms of events to leave alone
 */
record AsnLookupsConfig(BotNetworks networks, @Nullable String file, Set<String> bypassPlatforms) {

    AsnLookupsConfig {
        bypassPlatforms = Set.copyOf(bypassPlatforms);
    }

    static AsnLookupsConfig of(EnrichmentConfig config) {
        ConfigReader parameters = ConfigReader.parameters(config);
        List<Integer> numbers = new ArrayList<>();
        if (parameters.has("botAsns")) {
            parameters.objects("botAsns").forEach(one -> numbers.add(one.integer("asn")));
        }
        return new AsnLookupsConfig(
                BotNetworks.of(numbers),
                parameters.has("botAsnsFile") ? location(parameters.object("botAsnsFile")) : null,
                parameters.has("bypassPlatforms") ? Set.copyOf(parameters.texts("bypassPlatforms")) : Set.of());
    }

    private static String location(ConfigReader file) {
        return Assets.location(file.text("uri"), file.text("database"));
    }
}
