package dev.firn.enrichments.sql;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;

/** Makes the SQL look-up. */
public final class SqlQueryFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of(
                "iglu:com.snowplowanalytics.snowplow.enrichments/sql_query_enrichment_config/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        SqlQueryConfig query = SqlQueryConfig.of(ConfigReader.parameters(config));
        SqlLimits limits = SqlLimits.of(resources.settings());
        return new SqlQueryEnrichment(query, limits, resources);
    }
}
