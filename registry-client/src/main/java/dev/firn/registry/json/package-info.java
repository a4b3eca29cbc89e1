/**
 * JSON text to tree and back, keeping what Iglu and the enriched event need kept: the spelling of numbers, the order of
 * keys, and a bounded depth.
 */
@NullMarked
package dev.firn.registry.json;

import org.jspecify.annotations.NullMarked;
