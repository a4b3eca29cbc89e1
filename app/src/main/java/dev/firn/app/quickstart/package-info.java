/** The main job on one machine: broker, captured requests, topology, and a look at the result. */
@NullMarked
package dev.firn.app.quickstart;

import org.jspecify.annotations.NullMarked;
