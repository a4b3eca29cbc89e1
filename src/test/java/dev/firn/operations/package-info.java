/**
 * What operators fear, done on purpose: the packaged application in JVMs of its own, three brokers in theirs, and something
 * that breaks while events flow. Each scenario counts what went in, what came out of each output, what was lost or doubled,
 * and how long it took until all was as before; the tables go to {@code target/operations}. Profiles {@code operations}
 * and {@code soak}; {@code docs/reliability.md} tells the results.
 */
@NullMarked
package dev.firn.operations;

import org.jspecify.annotations.NullMarked;
