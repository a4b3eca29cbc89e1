/**
 * Enrichment configurations: parsed JSON in, ready enrichments and findings out.
 *
 * <p>Each configuration passes {@link dev.firn.enrichments.config.EnrichmentConfigs} once: it must describe itself, fit its
 * own schema, and be of a version that a factory on the class path understands. Nothing stops at the first problem, so that
 * an operator sees all of them at once. Files are read elsewhere.
 */
@NullMarked
package dev.firn.enrichments.config;

import org.jspecify.annotations.NullMarked;
