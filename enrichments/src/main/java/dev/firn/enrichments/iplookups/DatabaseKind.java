package dev.firn.enrichments.iplookups;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.util.List;
import java.util.Locale;

/** The databases that can be configured. */
enum DatabaseKind {
    /** A country database has the same records with less in them. */
    GEO("geo", "City", "Enterprise", "Country"),
    ISP("isp", "ISP"),
    DOMAIN("domain", "Domain"),
    CONNECTION_TYPE("connectionType", "Connection-Type"),
    ASN("asn", "ASN");

    private final String key;
    private final List<String> typeParts;

    DatabaseKind(String key, String... typeParts) {
        this.key = key;
        this.typeParts = List.of(typeParts);
    }

    /** Its parameter in configurations. */
    String key() {
        return key;
    }

    /** @param type as a file's own description has it, such as {@code GeoLite2-City} or {@code DBIP-City-Lite} */
    void requireType(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        if (typeParts.stream().noneMatch(part -> lower.contains(part.toLowerCase(Locale.ROOT)))) {
            throw new EnrichmentConfigException("parameters." + key + " names a database of type '" + type
                    + "'; expected one whose type contains " + String.join(" or ", typeParts));
        }
    }
}
