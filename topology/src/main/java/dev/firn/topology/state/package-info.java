/**
 * How state is kept: one bounded piece of memory for all RocksDB stores of the process, and the Kafka Streams settings that
 * stores need to lose nothing.
 *
 * <p>{@link dev.firn.topology.state.StateSettings#streamsDefaults} is what an application starts Kafka Streams with; it
 * names {@link dev.firn.topology.state.BoundedRocksDb}, which Kafka Streams then asks for the options of each store.
 */
@NullMarked
package dev.firn.topology.state;

import org.jspecify.annotations.NullMarked;
