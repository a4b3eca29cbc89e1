package dev.firn.app.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies: it is replaced, and the transaction it left open is aborted and done again; but
 * not for ever. More than {@value #REPLACEMENTS} deaths within {@link #WINDOW} mean that replacing does not help.
 */
final class ThreadPolicy implements StreamsUncaughtExceptionHandler {

    static final int REPLACEMENTS = 5;
    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadPolicy.class);

    private final InstantSource clock;
    private final Runnable replaced;
    private final Deque<Instant> deaths = new ArrayDeque<>();

    /** @param replaced is told of each thread that is */
    ThreadPolicy(InstantSource clock, Runnable replaced) {
        this.clock = clock;
        this.replaced = replaced;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable problem) {
        Instant now = clock.instant();
        deaths.add(now);
        while (deaths.element().isBefore(now.minus(WINDOW))) {
            deaths.remove();
        }
        boolean replace = problem instanceof Exception && deaths.size() <= REPLACEMENTS;
        LOG.error("stream thread died; {}", replace ? "it is replaced" : "the process stops", problem);
        if (replace) {
            replaced.run();
        }
        return replace ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
