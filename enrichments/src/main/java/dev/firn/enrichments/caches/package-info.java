/**
 * Caches that tell how they are used, to whom it may concern: {@link dev.firn.enrichments.spi.Watch}. It is no enrichment and
 * reads nothing by itself.
 */
@NullMarked
package dev.firn.enrichments.caches;

import org.jspecify.annotations.NullMarked;
