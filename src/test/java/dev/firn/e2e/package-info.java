/**
 * The application as its users start it: child JVMs against a real broker, killed and stopped, and a verifier that
 * compares what they committed with what a fault-free run gives.
 */
@NullMarked
package dev.firn.e2e;

import org.jspecify.annotations.NullMarked;
