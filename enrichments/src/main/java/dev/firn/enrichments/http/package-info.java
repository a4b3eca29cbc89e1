/**
 * Questions to HTTP services, as several enrichments and the remote adapters ask them: bounded in time, size and number, and
 * never an exception.
 *
 * <p>{@link dev.firn.enrichments.http.HttpLookups} asks; what comes back is an {@link dev.firn.enrichments.http.HttpResult}.
 * {@link dev.firn.enrichments.http.AnswerCache} keeps what was made of answers and lets threads that want the same thing
 * ask once. {@link dev.firn.enrichments.http.Secrets} takes keys and passwords out of every text that leaves.
 *
 * <p>Settings, for all services alike:
 *
 * <ul>
 *   <li>{@code lookups.max-response-bytes} (1048576): longer answers are failures.
 *   <li>{@code lookups.max-concurrent} (64): calls of one enrichment at a time; more of them wait, within their time limit.
 *   <li>{@code lookups.circuit-failures} (20): so many calls in a row without a proper answer open the circuit.
 *   <li>{@code lookups.circuit-pause} (PT10S): how long the service is then left alone.
 *   <li>{@code lookups.refuse-private-addresses} (false): whether a start fails when a service's host is an address of a
 *       private network, of this machine or of its link.
 * </ul>
 */
@NullMarked
package dev.firn.enrichments.http;

import org.jspecify.annotations.NullMarked;
