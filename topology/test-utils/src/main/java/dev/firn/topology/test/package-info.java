/**
 * A test kit for those who build on Firn: real topology, real enrichment, no broker and no network.
 *
 * <p>{@link dev.firn.topology.test.FirnExtension} starts everything anew for each JUnit test ({@link
 * dev.firn.topology.test.FirnDriver} is the same without JUnit). {@link dev.firn.topology.test.Payloads} makes what a
 * collector would have written, and {@link dev.firn.topology.test.FirnAssertions} judges what came out. The clock stands
 * still unless it is moved, and ids come from a record's place, so a test gives the same bytes whenever it runs.
 *
 * <p>Nothing in here is thread-safe but the payloads, which are immutable.
 */
@NullMarked
package dev.firn.topology.test;

import org.jspecify.annotations.NullMarked;
