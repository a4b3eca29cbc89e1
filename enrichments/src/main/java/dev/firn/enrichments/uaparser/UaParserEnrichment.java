package dev.firn.enrichments.uaparser;

import dev.firn.enrichments.spi.Assets.Asset;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Set;

/** Attaches what the rules tell of the user agent. */
final class UaParserEnrichment implements Enrichment {

    static final String NAME = "ua-parser";

    private final Asset<AgentParser> parser;

    UaParserEnrichment(Asset<AgentParser> parser) {
        this.parser = parser;
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
        return List.of(Derivation.of(EventPart.derivedContexts(AgentContext.SCHEMA))
                .from(EventPart.column(AtomicField.USERAGENT)));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        String agent = event.text(AtomicField.USERAGENT);
        return agent == null ? EnrichmentResult.unchanged() : parser.current().parse(agent);
    }
}
