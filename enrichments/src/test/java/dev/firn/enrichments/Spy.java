package dev.firn.enrichments;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.Set;
import java.util.function.Function;

/** An enrichment that a test makes up. */
record Spy(String name, Set<AtomicField> writes, Function<EventView, EnrichmentResult> body) implements Enrichment {

    static final SchemaKey CONFIGURATION = SchemaKey.of("iglu:com.acme/probe/jsonschema/1-0-0");

    @Override
    public EnrichmentResult enrich(EventView event) {
        return body.apply(event);
    }

    /** One in the slot of users' enrichments. */
    static ConfiguredEnrichment custom(Function<EventView, EnrichmentResult> body, AtomicField... writes) {
        return new ConfiguredEnrichment(CONFIGURATION, new Spy("probe", Set.of(writes), body));
    }

    /** One in the slot of the configuration with this schema name. */
    static ConfiguredEnrichment inSlot(String slot, Function<EventView, EnrichmentResult> body, AtomicField... writes) {
        return new ConfiguredEnrichment(
                SchemaKey.of("iglu:com.acme/" + slot + "/jsonschema/1-0-0"), new Spy(slot, Set.of(writes), body));
    }

    static EnrichmentResult attach(SelfDescribingJson context) {
        return EnrichmentResult.changes().attach(context).build();
    }
}
