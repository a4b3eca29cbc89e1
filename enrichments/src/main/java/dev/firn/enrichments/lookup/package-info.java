/**
 * What the look-ups share: inputs that are read from an event, JSONPath, and a cache that remembers failures.
 *
 * <ul>
 *   <li>{@link dev.firn.enrichments.lookup.Input}: a value of the event by column ({@code pojo}) or by entity and path
 *       ({@code json}), as the configurations of SQL and API look-ups name them.
 *   <li>{@link dev.firn.enrichments.lookup.CompiledPath}: a JSONPath, checked at start.
 *   <li>{@link dev.firn.enrichments.lookup.CachingEvaluator}: asks once for each key and time to live.
 * </ul>
 *
 * It is no enrichment and reads nothing by itself. All types are safe to share between threads.
 */
@NullMarked
package dev.firn.enrichments.lookup;

import org.jspecify.annotations.NullMarked;
