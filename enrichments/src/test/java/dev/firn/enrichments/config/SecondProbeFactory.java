package dev.firn.enrichments.config;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;

/** Claims what {@link ProbeFactory} already makes. */
public final class SecondProbeFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return new ProbeFactory().configuration();
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        return new ProbeFactory().create(config, resources);
    }
}
