/** What the documentation shows, compiled and run. */
@NullMarked
package dev.firn.docs;

import org.jspecify.annotations.NullMarked;
