/**
 * Ad joins: which impressions and clicks a conversion is owed to.
 *
 * <p>Items that tell of ads are projected to a few bytes each, travel by a topic to the partition of their join key, and become
 * rows of the key in a store. What is said of a conversion is computed from the rows of its key alone, so the last revision
 * of it does not depend on the order in which they came, as long as
 *
 * <ul>
 *   <li>each comes within grace of the newest event of its partition of that topic; later ones are ignored, and counted;
 *   <li>no key has more than {@code maxPerKey} impressions and clicks, or conversions; others are forgotten, and counted;
 *   <li>copies of an event have the same join key, and times no further apart than the windows from impression to click and from
 *       click to conversion.
 * </ul>
 *
 * <ul>
 *   <li>Configuration: {@link dev.firn.topology.adjoin.AdJoin}.
 *   <li>Reads: events and JSON objects, by expressions; the timestamps of their records.
 *   <li>Writes: objects of the stream {@code joined.NAME}, see {@code iglu:dev.firn/ad_attribution/jsonschema/1-0-0}.
 *   <li>Contexts: none; the items pass unchanged.
 *   <li>Failures: none; what cannot be joined is told to {@link dev.firn.topology.adjoin.AdJoinListener}.
 *   <li>Threads: descriptions are immutable; there is one processor, and one store, for each task.
 *   <li>Cost: the filter expressions for each item; for each ad event a trip through the broker, one scan of the rows of its key, and
 *       one row written.
 * </ul>
 */
@NullMarked
package dev.firn.topology.adjoin;

import org.jspecify.annotations.NullMarked;
