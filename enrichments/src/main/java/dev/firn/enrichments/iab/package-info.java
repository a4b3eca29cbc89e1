/**
 * Spiders and robots by the three lists of IAB and ABC: user agents of browsers, user agents of robots, addresses of robots.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow.enrichments/iab_spiders_and_robots_enrichment/jsonschema/1-0-*}
 *       with the places of the lists, and from 1-0-1 on texts of one's own that mean a browser or a robot. Setting: {@code
 *       iab-spiders-and-robots.cache-size} (5000 distinct user agents).
 *   <li>Reads: {@code useragent}, {@code user_ipaddress} before it is masked, {@code derived_tstamp}.
 *   <li>Writes: nothing.
 *   <li>Contexts: {@code com.iab.snowplow/spiders_and_robots/1-0-0} if the event has all three and the address can be read;
 *       else none.
 *   <li>Failures: none; what is wrong with a list is found at start.
 *   <li>Threads: immutable lists; a concurrent cache.
 *   <li>Cost: a cache look-up and a binary search; for a new user agent one pass over it, however long the lists are.
 * </ul>
 *
 * Unlike in Snowplow Enrich 3.9.0, addresses in the list are compared as numbers however they are written, dates are days in
 * UTC, and records that no event could be checked against (an impact other than 0, 1 or 2, an empty pattern, an address that
 * cannot be read) are refused at start.
 */
@NullMarked
package dev.firn.enrichments.iab;

import org.jspecify.annotations.NullMarked;
