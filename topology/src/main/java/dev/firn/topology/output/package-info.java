/**
 * Outputs as data: what is written of which stream, where to, and how.
 *
 * <p>{@link dev.firn.topology.output.Output} describes one; {@link dev.firn.topology.output.OutputSet} is the last
 * step before the sinks, where items become bytes. What exceeds the limit becomes a {@code size_violation} bad row before
 * anything is sent.
 */
@NullMarked
package dev.firn.topology.output;

import org.jspecify.annotations.NullMarked;
