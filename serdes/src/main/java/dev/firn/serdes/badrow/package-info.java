/** Bad rows: what went wrong, with the input it went wrong on, and their JSON. */
@NullMarked
package dev.firn.serdes.badrow;

import org.jspecify.annotations.NullMarked;
