/**
 * Deduplication: each event once, by {@code event_id} and {@code event_fingerprint}.
 *
 * <p>Good events meet {@code firn-dedup}, across partitions by way of a topic that is partitioned by their ids. There
 * {@code SeenEvents}, the memory of one task, says what an event is, and {@link dev.firn.topology.dedup.Deduplication}, the
 * policy, what becomes of it.
 *
 * <ul>
 *   <li>Configuration: {@link dev.firn.topology.dedup.Deduplication}.
 *   <li>Reads: {@code event_id}, {@code event_fingerprint}, the record's timestamp.
 *   <li>Writes: {@code event_id} of synthetic duplicates that are kept under a new one; headers of diverted ones.
 *   <li>Contexts: {@code iglu:com.snowplowanalytics.snowplow/duplicate/jsonschema/1-0-0}, derived.
 *   <li>Failures: none for data. State of another layout, window or lateness stops the application at its start.
 *   <li>Threads: policies are immutable; a processor and its memory belong to one task.
 *   <li>Cost: at most two point look-ups and one write for an event, and a trip through the broker across partitions.
 * </ul>
 */
@NullMarked
package dev.firn.topology.dedup;

import org.jspecify.annotations.NullMarked;
