package dev.firn.enrichments.spi;

import dev.firn.registry.SchemaCriterion;
import java.util.List;

/** Makes one kind of enrichment of its configuration. Found by {@link java.util.ServiceLoader}: public, no-arg. */
public interface EnrichmentFactory {

    /** Which configurations it understands, such as {@code iglu:com.acme/my_enrichment/jsonschema/1-*-*}. */
    SchemaCriterion configuration();

    /**
     * Called once at start, with a configuration that already fits its own schema.
     *
     * @throws EnrichmentConfigException when a value cannot be used; names key, value and expectation
     */
    Enrichment create(EnrichmentConfig config, Resources resources);

    /**
     * What an operator should know about a configuration that {@link #create} accepts, such as that it copies secrets into
     * the data; one sentence each.
     */
    default List<String> warnings(EnrichmentConfig config) {
        return List.of();
    }
}
