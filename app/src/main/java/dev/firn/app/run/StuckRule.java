package dev.firn.app.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which stream threads are stuck. Such a thread has records waiting, and for longer than the patience either does not turn
 * at all (it waits within an enrichment, say), or turns and commits nothing while ever more records wait. A thread is
 * judged by itself, since others of the process may be well. Not thread-safe.
 *
 * <p>Whatever only makes a thread wait for others is none of its faults: as long as brokers are silent or tasks move, there
 * is no judgement, and patience begins anew. Records that wait without getting more do not suffice for a thread that turns:
 * the end of a partition may be a transaction's marker, which nobody can process.
 */
final class StuckRule {

    /** What was seen of a thread, and since when. */
    private static final class Mark {
        private ThreadSample progress;
        private Instant progressAt;
        private double polls;
        private Instant polledAt;
        private boolean waited;

        Mark(ThreadSample sample, Instant now) {
            progress = sample;
            progressAt = now;
            polls = sample.polls();
            polledAt = now;
        }

        void see(ThreadSample sample, Instant now) {
            boolean moved = sample.committed() != progress.committed()
                    || !sample.partitions().equals(progress.partitions());
            if (moved || sample.lag() == 0) {
                progress = sample;
                progressAt = now;
            }
            if (sample.polls() != polls) {
                polls = sample.polls();
                polledAt = now;
                waited = false;
            }
            waited |= sample.lag() > 0;
        }
    }

    private final Duration patience;
    private final Map<String, Mark> marks = new HashMap<>();

    StuckRule(Duration patience) {
        this.patience = patience;
    }

    /** Nothing can be said of anybody at the moment. */
    void forget() {
        marks.clear();
    }

    /** A sentence for each thread that is stuck. */
    List<String> judge(List<ThreadSample> samples, Instant now) {
        List<String> stuck = new ArrayList<>();
        marks.keySet().retainAll(samples.stream().map(ThreadSample::thread).toList());
        for (ThreadSample sample : samples) {
            Mark mark = marks.computeIfAbsent(sample.thread(), name -> new Mark(sample, now));
            mark.see(sample, now);
            if (mark.waited && isLongAgo(mark.polledAt, now)) {
                stuck.add(sample.thread() + " does not move: " + sample.lag() + " records wait");
            } else if (sample.lag() > mark.progress.lag() && isLongAgo(mark.progressAt, now)) {
                stuck.add(sample.thread() + " commits nothing: " + sample.lag() + " records wait, and more and more");
            }
        }
        return stuck;
    }

    private boolean isLongAgo(Instant then, Instant now) {
        return Duration.between(then, now).compareTo(patience) > 0;
    }
}
