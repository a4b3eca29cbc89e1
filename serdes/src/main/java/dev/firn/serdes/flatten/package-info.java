/**
 * JSON documents as flat objects, and back.
 *
 * <p>{@link dev.firn.serdes.flatten.JsonObjects} finds the objects in a text, {@link dev.firn.serdes.flatten.Flattener} makes
 * flat ones of them, {@link dev.firn.serdes.flatten.JsonLine} writes those, and {@link dev.firn.serdes.flatten.Unflattener}
 * inverts what was flattened without loss.
 *
 * <ul>
 *   <li>Configuration: {@link dev.firn.serdes.flatten.FlattenRules}, also as JSON; {@code docs/flatten.md} is the contract.
 *   <li>Reads: JSON as RFC 8259 has it, in UTF-8; objects alone, in arrays, one a line, or glued together.
 *   <li>Writes: flat objects, in the order of the document.
 *   <li>Failures: values, never exceptions: {@link dev.firn.serdes.flatten.JsonPart.Broken} for what is no object,
 *       {@link dev.firn.serdes.flatten.Rejection} for what the rules refuse. All that is changed or left out on the way is
 *       counted, see {@link dev.firn.serdes.flatten.Tally}.
 *   <li>Threads: a flattener serves all threads; a reader of a text serves one.
 *   <li>Cost: a few microseconds for a document of 2 KB, once its keys have been seen.
 * </ul>
 */
@NullMarked
package dev.firn.serdes.flatten;

import org.jspecify.annotations.NullMarked;
