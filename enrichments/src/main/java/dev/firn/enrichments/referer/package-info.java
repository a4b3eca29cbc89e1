/**
 * Referer parser: the website that sent the visitor, and what was searched for there.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow/referer_parser/jsonschema/2-0-*}. Own websites
 *       ({@code referrers}, since 2-0-1) are searched before the database. The database may be JSON, or YAML when its name
 *       ends in {@code .yml} or {@code .yaml}; any medium is accepted; of two websites that list the same domain the later
 *       one in the file counts.
 *   <li>Settings: {@code referer-parser.internal-subdomains} ({@code false}) takes hosts below those of
 *       {@code internalDomains} for internal too.
 *   <li>Reads: {@code refr_urlscheme}, {@code refr_urlhost}, {@code refr_urlpath}, {@code refr_urlquery},
 *       {@code page_urlhost}, and {@code utm_source} of the page URL's querystring.
 *   <li>Writes: {@code refr_medium}, {@code refr_source}, {@code refr_term}; only what was found.
 *   <li>Contexts: {@code com.snowplowanalytics.snowplow/utm_referrer/jsonschema/1-0-0} when {@code utm_source} is listed in
 *       some website's {@code utm_sources} (since 2-0-2).
 *   <li>Failures: none. A value longer than its column fails the event later, at the length limits.
 *   <li>Threads: immutable, but for the database, which is replaced as a whole when its file changes.
 *   <li>Cost: one pass over the host and a hash look-up for each of its labels; and, for a search engine, one pass over the
 *       referrer's query.
 * </ul>
 */
@NullMarked
package dev.firn.enrichments.referer;

import org.jspecify.annotations.NullMarked;
