package dev.firn.enrichments.iplookups;

import dev.firn.enrichments.address.IpAddress;
import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.serdes.event.AtomicField;
import java.util.EnumSet;
import java.util.Set;

/** Looks the client's address up in the configured databases. */
final class IpLookupsEnrichment implements Enrichment {

    private static final Set<AtomicField> WRITES = EnumSet.of(
            AtomicField.GEO_COUNTRY,
            AtomicField.GEO_REGION,
            AtomicField.GEO_CITY,
            AtomicField.GEO_ZIPCODE,
            AtomicField.GEO_LATITUDE,
            AtomicField.GEO_LONGITUDE,
            AtomicField.GEO_REGION_NAME,
            AtomicField.GEO_TIMEZONE,
            AtomicField.IP_ISP,
            AtomicField.IP_ORGANIZATION,
            AtomicField.IP_DOMAIN,
            AtomicField.IP_NETSPEED);

    private final Assets.Asset<Databases> databases;

    IpLookupsEnrichment(Assets.Asset<Databases> databases) {
        this.databases = databases;
    }

    @Override
    public String name() {
        return "ip-lookups";
    }

    @Override
    public Set<AtomicField> writes() {
        return WRITES;
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        String text = event.text(AtomicField.USER_IPADDRESS);
        IpAddress address = text == null ? null : IpAddress.parse(text);
        return address == null
                ? EnrichmentResult.unchanged()
                : databases.current().result(address);
    }
}
