package dev.firn.enrichments;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.registry.SchemaKey;

/**
 * An enrichment and the configuration it was made of.
 *
 * @param configuration decides its place in the order (by name) and appears in bad rows
 */
public record ConfiguredEnrichment(SchemaKey configuration, Enrichment enrichment) {}
