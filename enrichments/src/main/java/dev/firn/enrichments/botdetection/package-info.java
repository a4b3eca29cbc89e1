/**
 * Bot detection: sums up what other enrichments and a tracker's plugin said of the event.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow.enrichments/bot_detection_enrichment_config/jsonschema/1-0-*}.
 *   <li>Reads: the derived contexts {@code nl.basjes/yauaa_context}, {@code com.iab.snowplow/spiders_and_robots} and
 *       {@code com.snowplowanalytics.snowplow/asn}, and the tracker's own context
 *       {@code com.snowplowanalytics.snowplow/client_side_bot_detection}; of several, any counts.
 *   <li>Writes: no column.
 *   <li>Contexts: {@code com.snowplowanalytics.snowplow/bot_detection/1-0-1}, on every event; its {@code indicators} are in the
 *       order yauaa, iab, asnLookups, clientSideDetection.
 *   <li>Failures: none; a source that said nothing says no.
 *   <li>Threads: immutable.
 *   <li>Cost: one pass over the contexts; the sixteen possible results exist once.
 * </ul>
 */
@NullMarked
package dev.firn.enrichments.botdetection;

import org.jspecify.annotations.NullMarked;
