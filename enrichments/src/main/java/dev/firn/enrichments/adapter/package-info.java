/** Normalized payloads to raw events: the table of adapters and what they share. */
@NullMarked
package dev.firn.enrichments.adapter;

import org.jspecify.annotations.NullMarked;
