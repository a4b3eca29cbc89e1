/**
 * What flows between the steps of the topology.
 *
 * <p>Values of Kafka Streams records between {@code firn-enrich} and {@code firn-outputs} are {@link
 * dev.firn.topology.flow.Item items}; the timestamp of their record is the time of the event, its headers go on to the
 * outputs, its key means nothing but where a step says so. A {@link dev.firn.topology.flow.Step} takes the stream of all
 * items, works on those that concern it, and lets the others pass. Where items cross a topic or lie in a store, {@link
 * dev.firn.topology.flow.ItemSerde} gives their bytes.
 */
@NullMarked
package dev.firn.topology.flow;

import org.jspecify.annotations.NullMarked;
