/**
 * Event fingerprint: a hash of the raw tracker parameters, by which loaders find duplicates.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow/event_fingerprint_config/jsonschema/1-0-*}.
 *   <li>Reads: the raw event's parameters, as the adapter made them; nothing that was enriched.
 *   <li>Writes: {@code event_fingerprint}, always.
 *   <li>Contexts: none.
 *   <li>Failures: none.
 *   <li>Threads: immutable; each call digests with its own copy of an untouched digest.
 *   <li>Cost: one sort of the names and one pass over the bytes.
 * </ul>
 */
@NullMarked
package dev.firn.enrichments.fingerprint;

import org.jspecify.annotations.NullMarked;
