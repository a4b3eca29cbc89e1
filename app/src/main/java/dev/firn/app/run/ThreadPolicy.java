package dev.firn.app.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies: it is replaced, and the transaction it left open is aborted and done again; but
 * not for ever. More than {@value #REPLACEMENTS} deaths within {@link #WINDOW} mean that replacing does not help; where brokers
 * refuse this client, {@value #TRIES_OF_REFUSED} more try is enough, as each may take as long as a session lasts.
 */
final class ThreadPolicy implements StreamsUncaughtExceptionHandler {

    static final int REPLACEMENTS = 5;
    static final int TRIES_OF_REFUSED = 1;
    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final int DEEPEST_CAUSE = 20;
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
        int most = isRefusal(problem) ? TRIES_OF_REFUSED : REPLACEMENTS;
        boolean replace = problem instanceof Exception && deaths.size() <= most;
        LOG.error("stream thread died; {}", replace ? "it is replaced" : "the process stops", problem);
        if (replace) {
            replaced.run();
        }
        return replace ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static boolean isRefusal(Throwable problem) {
        return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .anyMatch(cause -> cause instanceof AuthorizationException || cause instanceof AuthenticationException);
    }
}
