/** What Firn writes, taken by the sinks that people use: real ones, in a real Kafka Connect worker that is killed. */
@NullMarked
package dev.firn.sinks;

import org.jspecify.annotations.NullMarked;
