/** Expressions over items. */
@NullMarked
package dev.firn.topology.expression;

import org.jspecify.annotations.NullMarked;
