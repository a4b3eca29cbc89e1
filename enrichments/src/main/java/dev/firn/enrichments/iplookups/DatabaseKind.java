package dev.firn.enrichments.iplookups;

import static dev.firn.serdes.event.AtomicField.GEO_CITY;
import static dev.firn.serdes.event.AtomicField.GEO_COUNTRY;
import static dev.firn.serdes.event.AtomicField.GEO_LATITUDE;
import static dev.firn.serdes.event.AtomicField.GEO_LONGITUDE;
import static dev.firn.serdes.event.AtomicField.GEO_REGION;
import static dev.firn.serdes.event.AtomicField.GEO_REGION_NAME;
import static dev.firn.serdes.event.AtomicField.GEO_TIMEZONE;
import static dev.firn.serdes.event.AtomicField.GEO_ZIPCODE;
import static dev.firn.serdes.event.AtomicField.IP_DOMAIN;
import static dev.firn.serdes.event.AtomicField.IP_ISP;
import static dev.firn.serdes.event.AtomicField.IP_NETSPEED;
import static dev.firn.serdes.event.AtomicField.IP_ORGANIZATION;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The databases that can be configured. */
enum DatabaseKind {
    /** A country database has the same records with less in them. */
    GEO(
            "geo",
            Set.of(
                    GEO_COUNTRY,
                    GEO_REGION,
                    GEO_CITY,
                    GEO_ZIPCODE,
                    GEO_LATITUDE,
                    GEO_LONGITUDE,
                    GEO_REGION_NAME,
                    GEO_TIMEZONE),
            "City",
            "Enterprise",
            "Country"),
    ISP("isp", Set.of(IP_ISP, IP_ORGANIZATION), "ISP"),
    DOMAIN("domain", Set.of(IP_DOMAIN), "Domain"),
    CONNECTION_TYPE("connectionType", Set.of(IP_NETSPEED), "Connection-Type"),
    ASN("asn", Set.of(), "ASN");

    private final String key;
    private final Set<AtomicField> columns;
    private final List<String> typeParts;

    DatabaseKind(String key, Set<AtomicField> columns, String... typeParts) {
        this.key = key;
        this.columns = columns;
        this.typeParts = List.of(typeParts);
    }

    /** Its parameter in configurations. */
    String key() {
        return key;
    }

    /** Which columns its records fill. */
    Set<AtomicField> columns() {
        return columns;
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
