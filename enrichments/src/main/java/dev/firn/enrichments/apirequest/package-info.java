/**
 * API request: asks an HTTP service about each event, and turns parts of the JSON answer into contexts.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow.enrichments/api_request_enrichment_config/jsonschema/1-0-*}
 *       and, for any number of others beside that one, {@code extra_api_request_enrichment_config} of the same shape.
 *       Settings: those of {@link dev.firn.enrichments.http}.
 *   <li>Reads: the columns, contexts and events that the inputs name. An event that lacks one is not asked about.
 *   <li>Writes: nothing.
 *   <li>Contexts: one for each output, or none at all.
 *   <li>Failures: one for each output when the service does not answer, one for each output that the answer lacks.
 *       {@code ignoreOnError} leaves them out.
 *   <li>Threads: shared; threads that ask the same thing at the same moment share the answer.
 *   <li>Cost: with the answer at hand, reading the inputs and writing the URL; else the service's time, of which the stream
 *       thread waits all. Keep {@code timeout} far below what the consumer may take between polls.
 * </ul>
 */
@NullMarked
package dev.firn.enrichments.apirequest;

import org.jspecify.annotations.NullMarked;
