package dev.firn.enrichments.anonip;

import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EnrichmentResult.Changes.Column;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Set;

/** Masks {@code user_ipaddress}. */
final class AnonIpEnrichment implements Enrichment {

    private static final Set<AtomicField> WRITES = Set.of(AtomicField.USER_IPADDRESS);

    private final AddressMask mask;

    AnonIpEnrichment(AnonIpConfig config) {
        mask = new AddressMask(config.octets(), config.segments());
    }

    @Override
    public String name() {
        return "anon-ip";
    }

    @Override
    public Set<AtomicField> writes() {
        return WRITES;
    }

    @Override
    public List<Derivation> derivations() {
        EventPart address = EventPart.column(AtomicField.USER_IPADDRESS);
        return List.of(Derivation.of(address).from(address).masking());
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        String address = event.text(AtomicField.USER_IPADDRESS);
        if (address == null) {
            return EnrichmentResult.unchanged();
        }
        String masked = mask.apply(address);
        return masked.equals(address)
                ? EnrichmentResult.unchanged()
                : new Changes(List.of(new Column(AtomicField.USER_IPADDRESS, masked)), List.of());
    }
}
