/**
 * Enrichment as a Kafka Streams topology.
 *
 * <p>A record enters as bytes at {@code firn-source}, meets {@code firn-enrich} once, and leaves as bytes through
 * {@code firn-good}, {@code firn-bad} or {@code firn-incomplete}, in the transaction that also commits its offset.
 * {@link dev.firn.topology.EnrichTopology} wires this whole; embedders who go on in their own streams take its typed
 * streams instead.
 */
@NullMarked
package dev.firn.topology;

import org.jspecify.annotations.NullMarked;
