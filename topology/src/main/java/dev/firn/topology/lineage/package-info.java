/**
 * The topology as a graph, and where each column of each output comes from: {@link dev.firn.topology.lineage.TopologyGraph}.
 *
 * <p>What is told is read from what runs: inputs, steps and outputs of the builder, the nodes, stores and topics that Kafka
 * Streams describes for each step, and what each enrichment that is on declares to make of what. Nothing here is asked
 * while events are processed.
 */
@NullMarked
package dev.firn.topology.lineage;

import org.jspecify.annotations.NullMarked;
