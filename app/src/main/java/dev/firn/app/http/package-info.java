/** The small HTTP server that probes ask. */
@NullMarked
package dev.firn.app.http;

import org.jspecify.annotations.NullMarked;
