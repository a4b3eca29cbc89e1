/**
 * IP look-ups: where the client's address is and whose it is, from MaxMind databases ({@code .mmdb}).
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow/ip_lookups/jsonschema/2-0-*}. Of the parameters
 *       {@code geo}, {@code isp}, {@code domain}, {@code connectionType} and {@code asn} (2-0-1) every one may be left out.
 *   <li>Setting: {@code ip-lookups.asn-context} ({@code true} or {@code false}): whether to attach the asn context. By
 *       default it is attached unless the configuration is of version 2-0-0, which knew of none.
 *   <li>Data: GeoIP2 and GeoLite2 databases of MaxMind, others of the same records, and the free ones of flat records
 *       ({@code country_code}, {@code city}, {@code state1}, {@code postcode}, {@code latitude}, {@code longitude},
 *       {@code timezone}); of these the state's name is known, but not its code. A file of another kind than its parameter
 *       says is refused.
 *   <li>Reads: {@code user_ipaddress}, before masking. Only what is an address for sure is looked up; names never are.
 *   <li>Writes: the eight {@code geo_*} columns, all of them when there is a record, null where it lacks a value;
 *       {@code ip_isp}, {@code ip_organization}, {@code ip_domain}, {@code ip_netspeed}, each only when there is a value.
 *   <li>Contexts: {@code com.snowplowanalytics.snowplow/asn/1-0-1} when a database gives a number: {@code isp} comes first,
 *       then {@code asn}.
 *   <li>Failures: none. A record that cannot be read leaves the columns of its database alone.
 *   <li>Threads: immutable, but for the cache: 20,000 addresses with what all databases said of them, which is
 *       dropped when a file changes.
 *   <li>Cost: a cache look-up; for a new address one tree walk and one projected record for each database. Databases
 *       are held in memory (never mapped: a file replaced in place would crash the process).
 * </ul>
 *
 * Where Snowplow Enrich 3.9.0 writes 0.0 for missing coordinates, this leaves the columns empty.
 */
@NullMarked
package dev.firn.enrichments.iplookups;

import org.jspecify.annotations.NullMarked;
