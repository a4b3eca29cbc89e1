package com.example.firn.appowner;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;

// tag::factory[]
/** Makes the enrichment of its configuration. */
public final class AppOwnerFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of("iglu:com.example/app_owner_config/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        return new AppOwnerEnrichment(ConfigReader.parameters(config).textMap("teams"));
    }
}
// end::factory[]
