/**
 * Enriched events as bytes: Snowplow's TSV and the analytics SDKs' JSON, both ways.
 *
 * <p>An {@link dev.firn.serdes.event.EnrichedEvent} leaves through {@link dev.firn.serdes.format.EnrichedTsv} or one form of
 * {@link dev.firn.serdes.format.EnrichedJson}, written straight into bytes; what is read back, by whoever consumes our
 * topics, is a {@link dev.firn.serdes.format.DecodedEvent}: the event or all that is wrong with it.
 */
@NullMarked
package dev.firn.serdes.format;

import org.jspecify.annotations.NullMarked;
