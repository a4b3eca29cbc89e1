package dev.firn.enrichments.timelimit;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way from a caller to a worker and back. Whoever first sets the result, worker or impatient caller, decides
 * whether the call was abandoned.
 */
final class Call<T> {

    /** Tells a worker to end. */
    static final Call<?> STOP = new Call<>(() -> null, Thread.currentThread());

    private final Callable<? extends T> work;
    private final Thread caller;
    private final AtomicReference<@Nullable TimedResult<T>> result = new AtomicReference<>();
    private volatile boolean callerParked;

    Call(Callable<? extends T> work, Thread caller) {
        this.work = work;
        this.caller = caller;
    }

    /** Runs the work on the calling thread; false when nobody waits for it any more. */
    boolean run() {
        TimedResult<T> outcome;
        try {
            outcome = new TimedResult.Finished<>(work.call());
        } catch (Throwable e) { // whatever it is belongs to the caller
            outcome = new TimedResult.Threw<>(e);
        }
        if (!result.compareAndSet(null, outcome)) {
            return false;
        }
        if (callerParked) {
            LockSupport.unpark(caller);
        }
        return true;
    }

    /**
     * Waits for the result; false when the time is up first. It parks at once: looking for a while first was measured to cost
     * more processor time than it saves, on busy machines many times more.
     */
    boolean await(long deadline) {
        boolean interrupted = false;
        callerParked = true;
        long left;
        while (result.get() == null && (left = deadline - System.nanoTime()) > 0) {
            LockSupport.parkNanos(this, left);
            // An interrupted thread cannot park. The wait is short enough to be finished first.
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result.get() != null;
    }

    /** Gives the call up, unless it has just ended. */
    boolean abandon() {
        return result.compareAndSet(null, new TimedResult.TimedOut<>());
    }

    TimedResult<T> result() {
        return requireNonNull(result.get());
    }
}
