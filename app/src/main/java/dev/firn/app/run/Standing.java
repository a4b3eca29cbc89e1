package dev.firn.app.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the streams stood when they were last looked at. Immutable.
 *
 * @param at when that was
 * @param brokersSince since when brokers answer whatever they are asked; null while they do not
 * @param threads of streams, with their states
 * @param tasks by id
 * @param stuck a sentence for each thread that is stuck
 */
public record Standing(
        Instant at, @Nullable Instant brokersSince, List<Worker> threads, List<TaskState> tasks, List<String> stuck) {

    /** A stream thread: its name and Kafka's word for what it does. */
    public record Worker(String name, String state) {}

    public Standing {
        threads = List.copyOf(threads);
        tasks = List.copyOf(tasks);
        stuck = List.copyOf(stuck);
    }

    static Standing nothingYet(Instant now) {
        return new Standing(now, null, List.of(), List.of(), List.of());
    }

    /** Whether there were threads and all of them are gone. */
    boolean allThreadsAreDead() {
        return !threads.isEmpty()
                && threads.stream().allMatch(thread -> thread.state().equals("DEAD"));
    }
}
