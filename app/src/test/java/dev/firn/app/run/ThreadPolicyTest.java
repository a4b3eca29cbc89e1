package dev.firn.app.run;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadPolicyTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicInteger replaced = new AtomicInteger();
    private final ThreadPolicy policy = new ThreadPolicy(now::get, replaced::incrementAndGet);

    @Test
    void replacesThreadsSomeTimesWithinSomeTime() {
        for (int death = 0; death < ThreadPolicy.REPLACEMENTS; death++) {
            assertThat(policy.handle(new IllegalStateException("odd"))).isEqualTo(REPLACE_THREAD);
        }
        assertThat(policy.handle(new IllegalStateException("odd"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(replaced).hasValue(ThreadPolicy.REPLACEMENTS);

        now.set(START.plus(ThreadPolicy.WINDOW).plusSeconds(1));
        assertThat(policy.handle(new IllegalStateException("odd"))).isEqualTo(REPLACE_THREAD);
    }

    @Test
    void givesUpSoonerWhereBrokersRefuse() {
        Exception refused = new StreamsException("cannot send", new TopicAuthorizationException("good"));

        assertThat(policy.handle(refused)).isEqualTo(REPLACE_THREAD);
        assertThat(policy.handle(refused)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void doesNotGoOnAfterAnError() {
        assertThat(policy.handle(new OutOfMemoryError())).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(replaced).hasValue(0);
    }
}
