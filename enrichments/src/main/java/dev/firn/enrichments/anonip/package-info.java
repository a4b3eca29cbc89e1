/**
 * IP anonymisation: masks the end of the client's address.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow/anon_ip/jsonschema/1-0-*}.
 *   <li>Reads and writes: {@code user_ipaddress}. It runs after all look-ups and after the validation of contexts.
 *   <li>Contexts: none.
 *   <li>Failures: none.
 *   <li>Threads: immutable.
 *   <li>Cost: one pass over the address; never a DNS query.
 * </ul>
 *
 * Where Snowplow Enrich 3.9.0 lets address digits through, this does not: IPv4-mapped addresses are recognised in every
 * spelling and written with the prefix {@code ::FFFF:}; brackets, port, zone and prefix length are taken off before
 * masking; in text that only looks like IPv6, nothing after a {@code ::} is kept.
 *
 * <p>Only this column is masked. The same address may stand in {@code http_header} contexts ({@code X-Forwarded-For}), in what
 * look-ups derived from it, and in the original payload that bad rows keep.
 */
@NullMarked
package dev.firn.enrichments.anonip;

import org.jspecify.annotations.NullMarked;
