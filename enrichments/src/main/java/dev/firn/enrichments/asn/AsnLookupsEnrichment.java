package dev.firn.enrichments.asn;

import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Adds {@code likelyBot} to the asn context. */
final class AsnLookupsEnrichment implements Enrichment {

    private static final SchemaCriterion ASN =
            SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/asn/jsonschema/1-0-*");

    private final Assets.Asset<MarkedContexts> marks;
    private final Set<String> bypassPlatforms;

    AsnLookupsEnrichment(Assets.Asset<MarkedContexts> marks, Set<String> bypassPlatforms) {
        this.marks = marks;
        this.bypassPlatforms = bypassPlatforms;
    }

    @Override
    public String name() {
        return "asn-lookups";
    }

    @Override
    public Set<AtomicField> writes() {
        return Set.of();
    }

    @Override
    public List<Derivation> derivations() {
        EventPart asn = EventPart.derivedContexts(ASN);
        return List.of(Derivation.of(asn).from(asn).when(EventPart.column(AtomicField.PLATFORM)));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        List<SelfDescribingJson> contexts = event.derivedContexts();
        String platform = event.text(AtomicField.PLATFORM);
        if (!hasAsn(contexts) || (platform != null && bypassPlatforms.contains(platform))) {
            return EnrichmentResult.unchanged();
        }
        MarkedContexts marked = marks.current();
        List<SelfDescribingJson> edited = new ArrayList<>(contexts);
        edited.replaceAll(context -> isAsn(context) ? marked.of(context) : context);
        return new Changes(List.of(), edited, true, null);
    }

    private static boolean hasAsn(List<SelfDescribingJson> contexts) {
        for (SelfDescribingJson context : contexts) {
            if (isAsn(context)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAsn(SelfDescribingJson context) {
        return ASN.matches(context.schema())
                && context.data().path("number").isInt()
                && context.data().isObject();
    }
}
