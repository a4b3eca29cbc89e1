/** The table of tracker parameters and the rules that turn their values into columns. */
@NullMarked
package dev.firn.enrichments.transform;

import org.jspecify.annotations.NullMarked;
