package com.example.firn.appowner;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

// tag::enrichment[]
/** Says which team owns the application that an event came from. */
final class AppOwnerEnrichment implements Enrichment {

    private static final SchemaKey APP_OWNER = SchemaKey.of("iglu:com.example/app_owner/jsonschema/1-0-0");

    private final Map<String, EnrichmentResult> results = new HashMap<>();

    AppOwnerEnrichment(Map<String, String> teams) {
        teams.forEach((app, team) -> results.put(app, owner(team)));
    }

    private static EnrichmentResult owner(String team) {
        var data = JsonNodeFactory.instance.objectNode().put("team", team);
        return EnrichmentResult.contexts(List.of(new SelfDescribingJson(APP_OWNER, data)));
    }

    @Override
    public String name() {
        return "app-owner";
    }

    @Override
    public Set<AtomicField> writes() {
        return Set.of();
    }

    @Override
    public List<Derivation> derivations() {
        return List.of(Derivation.of(EventPart.derivedContexts(APP_OWNER)).from(EventPart.column(AtomicField.APP_ID)));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        String app = event.text(AtomicField.APP_ID);
        return app == null ? EnrichmentResult.unchanged() : results.getOrDefault(app, EnrichmentResult.unchanged());
    }
}
// end::enrichment[]
