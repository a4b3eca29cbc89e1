/**
 * HTTP header extractor: request headers whose name fits a pattern, as contexts.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow.enrichments/http_header_extractor_config/jsonschema/1-0-*}.
 *   <li>Reads: the request's headers.
 *   <li>Writes: no column.
 *   <li>Contexts: {@code iglu:org.ietf/http_header/jsonschema/1-0-0} for each header, in the order sent, duplicates kept.
 *       One whose name or value is longer than that schema allows is left out, so that it cannot cost the event; Snowplow
 *       Enrich 3.9.0 attaches it and then refuses the event.
 *   <li>Failures: none. A pattern that does not compile stops the start.
 *   <li>Threads: safe; verdicts on names are remembered in one bounded map.
 *   <li>Cost: a map look-up for each header; the pattern runs once for a name.
 * </ul>
 *
 * A pattern that fits {@code Cookie} or {@code Authorization} copies secrets into the data, so it brings a warning at start.
 */
@NullMarked
package dev.firn.enrichments.headers;

import org.jspecify.annotations.NullMarked;
