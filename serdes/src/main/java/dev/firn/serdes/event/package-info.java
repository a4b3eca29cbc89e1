/** The enriched event: one table of columns, one array of values. */
@NullMarked
package dev.firn.serdes.event;

import org.jspecify.annotations.NullMarked;
