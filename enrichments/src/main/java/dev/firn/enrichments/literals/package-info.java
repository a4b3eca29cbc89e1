/** Finds which of many fixed texts occur in a text, in one pass over it. */
@NullMarked
package dev.firn.enrichments.literals;

import org.jspecify.annotations.NullMarked;
