/**
 * Pseudonymisation: values that tell who somebody is are replaced by salted hashes, in columns and inside JSON.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow.enrichments/pii_enrichment_config/jsonschema/2-0-*};
 *       2-0-1 has {@code anonymousOnly}.
 *   <li>Reads: the columns named, and the header {@code SP-Anonymous} with {@code anonymousOnly}.
 *   <li>Writes: the same columns: any of 18 texts, {@code contexts}, {@code derived_contexts}, {@code unstruct_event}.
 *       A value becomes lower-case hex of the digest of its UTF-8 bytes and the salt's; the same value has the same hash
 *       everywhere. It runs last, after the address is anonymised, so nothing is validated again: a hash may break the
 *       schema of what it is put into, when that asks for a date or for one of some values.
 *   <li>Contexts: none, but with {@code emitEvent} a report, {@code
 *       iglu:com.snowplowanalytics.snowplow/pii_transformation/jsonschema/1-0-0}, which holds the ORIGINAL values.
 *   <li>Failures: none. A path that does not parse stops the start, and so does {@code $} alone.
 *   <li>Threads: immutable; each call digests with its own copy of an untouched digest.
 *   <li>Cost: one digest for each value replaced, and a copy of the levels of JSON that lead to it.
 * </ul>
 *
 * Differences from Snowplow Enrich 3.9.0: texts in arrays that a path enters ({@code $.list[*]}) are hashed, and so are values
 * of refused entities of which an incomplete event tells in its {@code failure} contexts, there without a report.
 *
 * @see <a href="https://docs.snowplow.io/docs/pipeline/enrichments/available-enrichments/pii-pseudonymization-enrichment/">The
 *     enrichment's page</a>
 */
@NullMarked
package dev.firn.enrichments.pii;

import org.jspecify.annotations.NullMarked;
