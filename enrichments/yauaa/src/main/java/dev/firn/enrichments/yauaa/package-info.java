/**
 * YAUAA: device, operating system and agent by the user agent and its client hints, as the library Yauaa understands them.
 * A module of its own, as it brings megabytes of rules.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow.enrichments/yauaa_enrichment_config/jsonschema/1-0-*};
 *       {@code cacheSize} (10,000) is how many different clients are remembered, 0 for none.
 *   <li>Setting: {@code yauaa.context-version}: {@code 1-0-5} (the default) or {@code 1-0-4}, as Snowplow Enrich 3.9.0 writes
 *       it. That one limits five members to lists, so a class which the library knows and the list does not fails
 *       the event; and it lacks {@code webviewAppNameVersion}.
 *   <li>Reads: {@code useragent}; the eleven {@code Sec-CH-UA} headers of up to 1024 characters, of one that is repeated the
 *       last. A {@code User-Agent} header is never read.
 *   <li>Writes: no column.
 *   <li>Contexts: {@code nl.basjes/yauaa_context} on every event; only {@code {"deviceClass":"Unknown"}} without a user agent.
 *       Texts longer than the schema allows are cut, so that no user agent can fail an event.
 *   <li>Failures: none. What makes the library fail counts as unknown.
 *   <li>Threads: one analyzer for all; it works for one thread at a time, which matters only for clients that are new.
 *   <li>Cost: a cache look-up; about a millisecond for a new client. The start takes seconds and the rules 120 MB.
 *   <li>Logging: the library logs through Log4j's API under {@code nl.basjes.parse.useragent}: set it to WARN.
 * </ul>
 */
@NullMarked
package dev.firn.enrichments.yauaa;

import org.jspecify.annotations.NullMarked;
