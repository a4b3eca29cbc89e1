/**
 * Cross navigation: what a link between two sites or apps tells of the visitor, as a context. The two columns that come of
 * the same parameter are set with every configuration, before this runs.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow.enrichments/cross_navigation_config/jsonschema/1-0-*}, no
 *       parameters.
 *   <li>Reads: {@code _sp} of the page URL's querystring, {@code refr_domain_userid}, {@code refr_dvce_tstamp}.
 *   <li>Writes: no columns.
 *   <li>Contexts: {@code com.snowplowanalytics.snowplow/cross_navigation/jsonschema/1-0-0}, when the link tells a user and a
 *       time.
 *   <li>Failures: none. A time that is none fails the event where the columns are set.
 *   <li>Threads: immutable.
 *   <li>Cost: a map look-up; a few microseconds for an event that comes of such a link.
 * </ul>
 *
 * @see <a href="https://docs.snowplow.io/docs/events/cross-navigation/">Cross-navigation tracking</a>
 */
@NullMarked
package dev.firn.enrichments.crossnavigation;

import org.jspecify.annotations.NullMarked;
