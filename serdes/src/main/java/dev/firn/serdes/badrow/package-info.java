/**
 * Bad rows: what went wrong, with the input it went wrong on, and their JSON.
 *
 * <p>Whoever refuses input builds a {@link dev.firn.serdes.badrow.BadRow} of one of seven kinds; {@link
 * dev.firn.serdes.badrow.BadRowJson} writes it as the kind's schema in Iglu Central wants it, and {@link
 * dev.firn.serdes.badrow.BadRows} cuts what is too big to be a record.
 */
@NullMarked
package dev.firn.serdes.badrow;

import org.jspecify.annotations.NullMarked;
