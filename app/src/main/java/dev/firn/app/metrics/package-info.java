/**
 * What the running application knows of itself in numbers: the page {@code /metrics}, what is pushed to StatsD and to the
 * log, and the line of counts of each minute.
 *
 * <ul>
 *   <li>Configuration: the section {@code metrics}.
 *   <li>Reads: the meters of {@link dev.firn.metrics}, Kafka's own metrics, the JVM, {@code /proc/self}.
 *   <li>Writes: nothing but datagrams and log lines.
 *   <li>Contexts: none.
 *   <li>Failures: none that stop the application: a number that cannot be had is left out.
 *   <li>Threads: one of its own, a daemon; a page may be asked for from any thread.
 *   <li>Cost: counted where it happens; what is expensive to read is read by the own thread and remembered.
 * </ul>
 */
@NullMarked
package dev.firn.app.metrics;

import org.jspecify.annotations.NullMarked;
