package dev.firn.enrichments.iplookups;

import static dev.firn.serdes.event.AtomicField.GEO_CITY;
import static dev.firn.serdes.event.AtomicField.GEO_COUNTRY;
import static dev.firn.serdes.event.AtomicField.GEO_LATITUDE;
import static dev.firn.serdes.event.AtomicField.GEO_LONGITUDE;
import static dev.firn.serdes.event.AtomicField.GEO_REGION;
import static dev.firn.serdes.event.AtomicField.GEO_REGION_NAME;
import static dev.firn.serdes.event.AtomicField.GEO_TIMEZONE;
import static dev.firn.serdes.event.AtomicField.GEO_ZIPCODE;

import dev.firn.enrichments.spi.EnrichmentResult.Changes.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a geo database says of an address, whatever its records look like.
 *
 * @param region code without the country's
 */
record Place(
        @Nullable String country,
        @Nullable String region,
        @Nullable String regionName,
        @Nullable String city,
        @Nullable String zipcode,
        @Nullable Float latitude,
        @Nullable Float longitude,
        @Nullable String timeZone) {

    /** All eight, also those without a value. */
    List<Column> columns() {
        return List.of(
                new Column(GEO_COUNTRY, country),
                new Column(GEO_REGION, region),
                new Column(GEO_CITY, city),
                new Column(GEO_ZIPCODE, zipcode),
                new Column(GEO_LATITUDE, latitude),
                new Column(GEO_LONGITUDE, longitude),
                new Column(GEO_REGION_NAME, regionName),
                new Column(GEO_TIMEZONE, timeZone));
    }
}
