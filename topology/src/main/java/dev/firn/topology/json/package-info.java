/**
 * Plain JSON topics as an input beside collector payloads.
 *
 * <p>A record enters at {@code firn-json-NAME-source}; {@code firn-json-NAME} finds its objects, flattens and migrates each,
 * and forwards items of the stream {@code json.NAME}, which join the enriched ones ahead of all steps.
 *
 * <ul>
 *   <li>Configuration: {@link dev.firn.topology.json.JsonInput}, also as JSON: the elements of {@code json-inputs}.
 *   <li>Reads: objects alone, in arrays, one a line or glued together, in UTF-8. A record without a value, or of white space
 *       only, holds nothing, and leaves nothing but a count.
 *   <li>Writes: {@link dev.firn.topology.flow.Item.Json}, one or more for each object, with the key that an expression gives
 *       or the record's, the time that the object tells or the record's, and the record's headers.
 *   <li>Failures: a bad row of the kind {@code generic_error} for each part that is no object or is refused, or one for the
 *       whole record; the input's bytes are its payload. An object passes with all that flattening makes of it, or not at
 *       all.
 *   <li>Threads: what is built here serves all threads.
 *   <li>Cost: that of flattening, a few microseconds for an object of 2 KB, plus the expressions'.
 * </ul>
 */
@NullMarked
package dev.firn.topology.json;

import org.jspecify.annotations.NullMarked;
