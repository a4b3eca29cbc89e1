package dev.firn.sinks;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for conditions. */
final class Await {

    /** Generous: machines of builds are busy. */
    static final Duration LIMIT = Duration.ofSeconds(120);

    private static final Duration POLL = Duration.ofMillis(100);

    private Await() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @param what what is waited for, as the failure tells it
     * @param state what the failure adds about how things stood
     */
    static void until(String what, Callable<Boolean> condition, Supplier<String> state) {
        long start = System.nanoTime();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - start > LIMIT.toNanos()) {
                    throw new AssertionError("not within " + LIMIT + ": " + what + "; " + state.get());
                }
                Thread.sleep(POLL.toMillis());
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("while waiting for: " + what, e);
        }
    }
}
