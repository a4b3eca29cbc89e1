/**
 * Collector payloads to outcomes, as a function: {@link dev.firn.enrichments.EventPipeline}.
 *
 * <p>A record passes through once: {@code loader} reads the Thrift bytes and understands the request, an {@code adapter}
 * makes raw events of it, {@code transform} turns tracker parameters into columns, the manager validates the JSON parts
 * and runs the enrichments in their one order, and an {@link dev.firn.enrichments.Outcome} leaves. No Kafka, no clock and
 * no randomness of its own.
 */
@NullMarked
package dev.firn.enrichments;

import org.jspecify.annotations.NullMarked;
