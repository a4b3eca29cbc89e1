/**
 * ASN look-ups: tells whether the network of the client's address is one that bots come from.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow.enrichments/asn_lookups/jsonschema/1-0-*}.
 *   <li>Data: {@code botAsnsFile}, a CSV file with a header row whose first column is the autonomous system's number, with or
 *       without {@code AS} in front; the numbers of {@code botAsns} are added.
 *   <li>Reads: the asn contexts that earlier enrichments of this event attached, {@code platform}. What a tracker sent is not
 *       read: a client could clear itself.
 *   <li>Writes: no column.
 *   <li>Contexts: the same ones, with {@code likelyBot} added to asn contexts: whether the number is on the list. Platforms of
 *       {@code bypassPlatforms} are left alone.
 *   <li>Failures: none.
 *   <li>Threads: immutable, but for a cache of changed contexts, which is dropped when the file changes.
 *   <li>Cost: a look-up in that cache and a copy of the list of contexts.
 * </ul>
 *
 * The documentation of Snowplow does not say what becomes of a number that is not on the list; here {@code likelyBot} is
 * false then, which tells "looked for, not found" from "not looked for".
 */
@NullMarked
package dev.firn.enrichments.asn;

import org.jspecify.annotations.NullMarked;
