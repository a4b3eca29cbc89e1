package dev.firn.enrichments.iab;

import dev.firn.enrichments.address.IpAddress;
import dev.firn.enrichments.spi.Assets.Asset;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Set;

/** Tells whether a browser or a robot sent the event. */
final class IabEnrichment implements Enrichment {

    static final String NAME = "iab-spiders-and-robots";

    private final Asset<RobotCheck> check;

    IabEnrichment(Asset<RobotCheck> check) {
        this.check = check;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<AtomicField> writes() {
        return Set.of();
    }

    @Override
    public List<Derivation> derivations() {
        return List.of(Derivation.of(EventPart.derivedContexts(Verdict.schema()))
                .from(EventPart.columns(
                        AtomicField.USERAGENT, AtomicField.USER_IPADDRESS, AtomicField.DERIVED_TSTAMP)));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        String agent = event.text(AtomicField.USERAGENT);
        String address = event.text(AtomicField.USER_IPADDRESS);
        Long time = event.timestamp(AtomicField.DERIVED_TSTAMP);
        if (agent == null || address == null || time == null || isBlank(agent)) {
            return EnrichmentResult.unchanged();
        }
        IpAddress parsed = IpAddress.parse(address);
        return parsed == null
                ? EnrichmentResult.unchanged()
                : check.current().check(agent, parsed, time).result();
    }

    /** Blanks and control characters only; spaces beyond ASCII count as text. */
    private static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }
}
