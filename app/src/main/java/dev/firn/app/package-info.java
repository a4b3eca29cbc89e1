/** The application: {@code firn run} and its companions on the command line. */
@NullMarked
package dev.firn.app;

import org.jspecify.annotations.NullMarked;
