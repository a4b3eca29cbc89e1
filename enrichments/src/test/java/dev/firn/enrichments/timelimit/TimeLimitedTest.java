package dev.firn.enrichments.timelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimeLimitedTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final TimeLimited limited = new TimeLimited("timelimit-test");
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        limited.close();
        await(() -> threads().isEmpty());
    }

    @Test
    void givesWhatTheWorkReturned() {
        assertThat(limited.call(LONG, () -> "done")).isEqualTo(new TimedResult.Finished<>("done"));
        assertThat(limited.call(LONG, () -> null)).isEqualTo(new TimedResult.Finished<>(null));
    }

    @Test
    void givesWhatTheWorkThrewWhateverItIs() {
        for (Throwable problem : List.of(
                new IllegalStateException(), new IOException(), new StackOverflowError(), new OutOfMemoryError())) {
            TimedResult<Void> result = limited.call(LONG, () -> {
                throw sneaky(problem);
            });
            assertThat(result).isEqualTo(new TimedResult.Threw<>(problem));
        }
        assertThat(limited.call(LONG, () -> 1)).isEqualTo(new TimedResult.Finished<>(1));
    }

    @Test
    void usesOneThreadForOneCaller() {
        Thread first = threadOf(limited);
        for (int i = 0; i < 1000; i++) {
            assertThat(threadOf(limited)).isSameAs(first).isNotSameAs(Thread.currentThread());
        }
        assertThat(first.isDaemon()).isTrue();
    }

    @Test
    void goesOnWithoutWorkThatNeverEnds() {
        // given
        AtomicBoolean stop = new AtomicBoolean();
        long start = System.nanoTime();

        // when
        TimedResult<Void> result = limited.call(SHORT, () -> {
            while (!stop.get()) {
                Thread.onSpinWait();
            }
            return null;
        });

        // then
        assertThat(result).isEqualTo(new TimedResult.TimedOut<>());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, Duration.ofSeconds(5));
        assertThat(limited.abandoned()).isEqualTo(1);
        assertThat(limited.call(LONG, () -> "next")).isEqualTo(new TimedResult.Finished<>("next"));
        stop.set(true);
        await(() -> limited.abandoned() == 0);
    }

    @Test
    void interruptsWhatItGivesUp() {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThat(limited.call(SHORT, () -> {
                    try {
                        return release.await(1, TimeUnit.HOURS);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                }))
                .isEqualTo(new TimedResult.TimedOut<>());
        await(() -> interrupted.getCount() == 0 && limited.abandoned() == 0);
    }

    @Test
    void refusesWorkWhileTooMuchIsAbandonedAndRunsAgainAfterwards() {
        // given
        for (int i = 0; i < TimeLimited.MAX_ABANDONED; i++) {
            assertThat(limited.call(SHORT, this::stubborn)).isEqualTo(new TimedResult.TimedOut<>());
        }

        // when, then
        for (int i = 0; i < 100; i++) {
            assertThat(limited.call(LONG, () -> "not run")).isEqualTo(new TimedResult.Refused<>());
        }
        assertThat(limited.abandoned()).isEqualTo(TimeLimited.MAX_ABANDONED);
        assertThat(threads()).hasSize(TimeLimited.MAX_ABANDONED);

        // when, then
        release.countDown();
        await(() -> limited.abandoned() == 0);
        assertThat(limited.call(LONG, () -> "run")).isEqualTo(new TimedResult.Finished<>("run"));
    }

    @Test
    void servesManyCallersAtOnce() throws Exception {
        // given
        ExecutorService callers = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            int number = caller;
            tasks.add(() -> {
                int right = 0;
                for (int i = 0; i < 2000; i++) {
                    int expected = number * 10_000 + i;
                    right += limited.call(LONG, () -> expected).equals(new TimedResult.Finished<>(expected)) ? 1 : 0;
                }
                return right;
            });
        }

        // when, then
        for (Future<Integer> result : callers.invokeAll(tasks)) {
            assertThat(result.get()).isEqualTo(2000);
        }
        callers.shutdown();
        assertThat(threads().size()).isLessThanOrEqualTo(8);
    }

    @Test
    void costsNoCallerMoreThanTheLimitHoweverManyHang() throws Exception {
        // given
        ExecutorService callers = Executors.newFixedThreadPool(16);
        List<Callable<Duration>> tasks = new ArrayList<>();
        for (int caller = 0; caller < 16; caller++) {
            tasks.add(() -> {
                long slowest = 0;
                for (int i = 0; i < 50; i++) {
                    long start = System.nanoTime();
                    assertThat(limited.call(SHORT, this::stubborn)).isNotInstanceOf(TimedResult.Finished.class);
                    slowest = Math.max(slowest, System.nanoTime() - start);
                }
                return Duration.ofNanos(slowest);
            });
        }

        // when, then
        for (Future<Duration> slowest : callers.invokeAll(tasks)) {
            assertThat(slowest.get()).isLessThan(Duration.ofSeconds(5));
        }
        callers.shutdown();
        assertThat(limited.abandoned()).isBetween(TimeLimited.MAX_ABANDONED, TimeLimited.MAX_ABANDONED + 15);
    }

    @Test
    void aLimitMayBeLongerThanTheClockCounts() {
        assertThat(limited.call(Duration.ofSeconds(Long.MAX_VALUE), () -> "done"))
                .isEqualTo(new TimedResult.Finished<>("done"));
    }

    @Test
    void keepsTheInterruptionOfItsCallerAndWaitsNevertheless() {
        Thread.currentThread().interrupt();
        TimedResult<String> result = limited.call(LONG, () -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            return "done";
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isEqualTo(new TimedResult.Finished<>("done"));
    }

    @Test
    void doesNotPassAnInterruptionOnFromOneCallToTheNext() {
        limited.call(LONG, () -> {
            Thread.currentThread().interrupt();
            return null;
        });
        assertThat(limited.call(LONG, Thread::interrupted)).isEqualTo(new TimedResult.Finished<>(false));
    }

    @Test
    void hasNoThreadsAfterItIsClosed() {
        limited.call(LONG, () -> 1);
        limited.close();
        await(() -> threads().isEmpty());
        assertThat(limited.call(LONG, () -> 1)).isEqualTo(new TimedResult.Refused<>());
    }

    /** As code does that waits for a lock: deaf to interruptions. */
    private Void stubborn() {
        boolean released = false;
        while (!released) {
            try {
                released = release.await(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                released = false;
            }
        }
        return null;
    }

    private static Thread threadOf(TimeLimited limited) {
        return ((TimedResult.Finished<Thread>) limited.call(LONG, Thread::currentThread)).value();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("timelimit-test-"))
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable problem) throws E {
        throw (E) problem;
    }
}
