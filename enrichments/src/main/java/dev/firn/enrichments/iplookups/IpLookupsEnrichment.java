package dev.firn.enrichments.iplookups;

import dev.firn.enrichments.address.IpAddress;
import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks the client's address up in the configured databases. */
final class IpLookupsEnrichment implements Enrichment {

    static final String NAME = "ip-lookups";
    private static final Set<AtomicField> WRITES = Arrays.stream(DatabaseKind.values())
            .flatMap(kind -> kind.columns().stream())
            .collect(Collectors.toUnmodifiableSet());

    private final IpLookupsConfig config;
    private final Assets.Asset<Databases> databases;

    IpLookupsEnrichment(IpLookupsConfig config, Assets.Asset<Databases> databases) {
        this.config = config;
        this.databases = databases;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<AtomicField> writes() {
        return WRITES;
    }

    /** Only of the databases that are configured. */
    @Override
    public List<Derivation> derivations() {
        List<EventPart> to = new ArrayList<>();
        for (DatabaseKind kind : DatabaseKind.values()) {
            if (config.locations().containsKey(kind)) {
                to.addAll(EventPart.columns(kind.columns()));
            }
        }
        if (config.attachesAsn()) {
            to.add(EventPart.derivedContexts(AutonomousSystem.SCHEMA));
        }
        return List.of(Derivation.of(to).from(EventPart.column(AtomicField.USER_IPADDRESS)));
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
