/** Enriched events as bytes: TSV and JSON. */
@NullMarked
package dev.firn.serdes.format;

import org.jspecify.annotations.NullMarked;
