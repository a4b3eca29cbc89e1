/**
 * Campaign attribution: chosen parameters of the page URL as marketing columns.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow/campaign_attribution/jsonschema/1-0-*}.
 *   <li>Reads: the decoded querystring of the page URL.
 *   <li>Writes: {@code mkt_medium}, {@code mkt_source}, {@code mkt_term}, {@code mkt_content}, {@code mkt_campaign},
 *       {@code mkt_clickid}, {@code mkt_network}: all seven, null when absent, unless the event has no page URL; then none.
 *   <li>Contexts: none.
 *   <li>Failures: none. A value longer than its column fails the event later, at the length limits.
 *   <li>Threads: immutable.
 *   <li>Cost: a map look-up for each configured name until one is there.
 * </ul>
 */
@NullMarked
package dev.firn.enrichments.campaign;

import org.jspecify.annotations.NullMarked;
