/**
 * Feature joins: what another topic knows about an item's key is added to the item.
 *
 * <p>A {@linkplain dev.firn.topology.feature.FeatureTable.Global global} join is a store of all features in each instance, and
 * a processor that looks into it. A {@linkplain dev.firn.topology.feature.FeatureTable.Partitioned partitioned} one sends items
 * by their features' keys through a topic, to a table that is partitioned like the feature topic; there a left join of the
 * DSL, which is what makes Kafka Streams give both as many partitions, finds the feature, and items without one wait in a
 * store.
 *
 * <ul>
 *   <li>Configuration: {@link dev.firn.topology.feature.FeatureJoin}.
 *   <li>Reads: the columns and members that the key's expression names.
 *   <li>Writes: {@code derived_contexts} of good events; members of JSON objects that are not there yet.
 *   <li>Contexts: one of the configured schema, after those that are there. It is not validated.
 *   <li>Failures: none. What is no feature counts as none, and is told to the listener.
 *   <li>Threads: processors belong to tasks; all else is immutable or thread-safe.
 *   <li>Cost: a look into RocksDB and one JSON parse for each item; partitioned, also a trip through the broker.
 * </ul>
 */
@NullMarked
package dev.firn.topology.feature;

import org.jspecify.annotations.NullMarked;
