package dev.firn.enrichments.iplookups;

import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.Settings;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which databases to ask, and whether for the autonomous system too.
 *
 * @param locations of the databases
 * @param asnContext whether to attach the asn context
 */
record IpLookupsConfig(Map<DatabaseKind, String> locations, boolean asnContext) {

    private static final String FIRST_VERSION = "2-0-0";

    IpLookupsConfig {
        locations = Map.copyOf(locations);
    }

    static IpLookupsConfig of(EnrichmentConfig config, Settings settings) {
        ConfigReader parameters = ConfigReader.parameters(config);
        Map<DatabaseKind, String> locations = new EnumMap<>(DatabaseKind.class);
        for (DatabaseKind kind : DatabaseKind.values()) {
            if (parameters.has(kind.key())) {
                ConfigReader database = parameters.object(kind.key());
                locations.put(kind, Assets.location(database.text("uri"), database.text("database")));
            }
        }
        boolean knowsAsn = !config.schema().version().toString().equals(FIRST_VERSION);
        return new IpLookupsConfig(locations, settings.flag("ip-lookups.asn-context", knowsAsn));
    }

    /** Whether any database may tell an autonomous system, and is to. */
    boolean attachesAsn() {
        return asnContext && (locations.containsKey(DatabaseKind.ISP) || locations.containsKey(DatabaseKind.ASN));
    }

    Map<String, String> locationsByKey() {
        return locations.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> entry.getKey().key(), Map.Entry::getValue));
    }
}
