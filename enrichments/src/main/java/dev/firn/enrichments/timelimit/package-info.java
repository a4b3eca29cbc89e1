/**
 * Work that must not take longer than it is worth: {@link dev.firn.enrichments.timelimit.TimeLimited} runs it on another
 * thread and goes on without it when its time is up.
 *
 * <p>It is meant for code that Firn did not write: scripts, and enrichments of users. A user's enrichment is wrapped when it
 * is made of its configuration.
 *
 * <ul>
 *   <li>Configuration: the setting {@code custom.time-limit}, a duration, {@code PT5S} by default; {@code PT0S} runs users'
 *       enrichments on the stream thread, without limit and without the cost of changing threads.
 *   <li>Failures: {@code gave no result within PT5S} when the time was up, and {@code was not run: 8 earlier calls have not
 *       ended yet} while too many such calls still run. Both count as misbehaviour.
 *   <li>Threads: one daemon thread for each call that runs at the same time, kept for the next one. A call that was given up
 *       is interrupted and keeps its thread until it ends; what it returns then is thrown away.
 *   <li>Cost: two changes of thread and a copy of the event's columns.
 * </ul>
 *
 * What this cannot do: Java has no way to end a thread that ignores its interruption, so an endless loop burns a processor
 * until the application ends, and memory that such work takes is not bounded. The bound on abandoned calls is what keeps
 * a bug in one enrichment from taking all processors: after that the enrichment is off, and its events fail at once.
 */
@NullMarked
package dev.firn.enrichments.timelimit;

import org.jspecify.annotations.NullMarked;
