package dev.firn.enrichments.timelimit;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs work on a companion thread and waits for it no longer than allowed, so that work that never ends costs its caller
 * the limit and no more.
 *
 * <p>A call that is given up is interrupted; until it really ends it counts as abandoned, and while {@link #MAX_ABANDONED}
 * are, no new work is begun (calls that are running already may still join them). Work may go on reading what it was given
 * after its caller has gone on, so give it only what nobody changes; for events that is {@link FrozenView}.
 *
 * <p>Thread-safe, for any number of callers, each of which has a worker for itself while it calls. Workers are daemon
 * threads that end when nobody needs them for a while. Errors of the virtual machine that work runs into, such as
 * {@link OutOfMemoryError}, are results like other exceptions: the caller decides.
 */
public final class TimeLimited implements AutoCloseable {

    /** Abandoned calls that may be alive at a time. */
    public static final int MAX_ABANDONED = 8;

    private final String name;
    /** Last in, first out: what was busy just now has warm caches, and the others can end. */
    private final Deque<Worker> idle = new ConcurrentLinkedDeque<>();

    private final AtomicInteger abandoned = new AtomicInteger();
    private final AtomicInteger threads = new AtomicInteger();
    private volatile boolean closed;

    /** @param name of the threads, for those who read thread dumps */
    public TimeLimited(String name) {
        this.name = name;
    }

    /**
     * Runs the work and waits for it.
     *
     * @param limit from now on; a call that waits for a processor does not get more
     * @return never null; nothing that the work throws is thrown here
     */
    public <T> TimedResult<T> call(Duration limit, Callable<? extends T> work) {
        if (closed || abandoned() >= MAX_ABANDONED) {
            return new TimedResult.Refused<>();
        }
        long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit);
        Call<T> call = new Call<>(work, Thread.currentThread());
        Worker worker = idle.pollFirst();
        if (worker == null) {
            worker = Worker.start(name + "-" + threads.incrementAndGet(), this::retire);
        }
        worker.take(call);
        if (!call.await(deadline) && call.abandon()) {
            abandoned.incrementAndGet();
            worker.interrupt();
            return new TimedResult.TimedOut<>();
        }
        giveBack(worker);
        return call.result();
    }

    /** Calls that were given up and have not ended yet. */
    public int abandoned() {
        // The worker may have counted its end before the caller counted that it is late.
        return Math.max(0, abandoned.get());
    }

    private void giveBack(Worker worker) {
        idle.addFirst(worker);
        if (closed) {
            stopIdle();
        }
    }

    /** Asked by a worker that wants to end. */
    private boolean retire(Worker worker, boolean late) {
        if (late) {
            abandoned.decrementAndGet();
            return true;
        }
        return idle.remove(worker);
    }

    /** Ends idle workers now and busy ones after their call; abandoned ones were interrupted and are left alone. */
    @Override
    public void close() {
        closed = true;
        stopIdle();
    }

    private void stopIdle() {
        for (Worker worker = idle.pollFirst(); worker != null; worker = idle.pollFirst()) {
            worker.take(Call.STOP);
        }
    }
}
