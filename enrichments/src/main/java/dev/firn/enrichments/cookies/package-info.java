/**
 * Cookie extractor: wanted cookies of the request as contexts.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow/cookie_extractor_config/jsonschema/1-0-0} and later
 *       additions.
 *   <li>Reads: {@code Cookie} headers of the request.
 *   <li>Writes: no column.
 *   <li>Contexts: {@code iglu:org.ietf/http_cookie/jsonschema/1-0-0} for each wanted cookie, in the order sent, duplicates
 *       kept. A cookie whose name or value is longer than that schema allows is left out, so that it cannot cost the event.
 *   <li>Failures: none.
 *   <li>Threads: immutable.
 *   <li>Cost: one pass over the cookie headers; nothing is allocated for cookies that are not wanted.
 * </ul>
 *
 * Other than Snowplow Enrich 3.9.0, the header's name is compared ignoring case (proxies that speak HTTP/2 send {@code
 * cookie}), and a comma is part of a value instead of ending the header.
 */
@NullMarked
package dev.firn.enrichments.cookies;

import org.jspecify.annotations.NullMarked;
