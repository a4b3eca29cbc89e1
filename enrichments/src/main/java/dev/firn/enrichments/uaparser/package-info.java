/**
 * User agents by the rules of <a href="https://github.com/ua-parser/uap-core">ua-parser</a>: browser, operating system and
 * device.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow/ua_parser_config/jsonschema/1-0-*}, with {@code uri} and
 *       {@code database} of a rules file, or else the rules inside uap-java. Settings: {@code ua-parser.cache-size} (5000
 *       distinct user agents) and {@code ua-parser.max-steps} (4000000 looks at characters for one user agent).
 *   <li>Reads: {@code useragent}.
 *   <li>Writes: nothing.
 *   <li>Contexts: {@code ua_parser_context/1-0-0} for every event that has a user agent, also an empty one.
 *   <li>Failures: {@code InputData} when the rules take too many steps on a hostile text.
 *   <li>Threads: immutable rules; a concurrent cache.
 *   <li>Cost: a cache look-up; for a new user agent one pass over it and the few expressions that can match at all.
 * </ul>
 *
 * Results are those of uap-java 1.6.1 on the first 2048 characters. Where that library fails on what a rule's replacement
 * refers to, the replacement is filled literally here.
 */
@NullMarked
package dev.firn.enrichments.uaparser;

import org.jspecify.annotations.NullMarked;
