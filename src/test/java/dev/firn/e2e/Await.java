package dev.firn.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for conditions. */
public final class Await {

    private static final Duration POLL = Duration.ofMillis(25);

    private Await() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @param what what is waited for, as the failure tells it
     * @param state what the failure adds about how things stood
     * @return how long it took
     */
    public static Duration until(String what, Duration limit, Callable<Boolean> condition, Supplier<String> state) {
        long start = System.nanoTime();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - start > limit.toNanos()) {
                    throw new AssertionError("not within " + limit + ": " + what + "; " + state.get());
                }
                Thread.sleep(POLL.toMillis());
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("while waiting for: " + what, e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    public static Duration until(String what, Duration limit, Callable<Boolean> condition) {
        return until(what, limit, condition, () -> "");
    }
}
