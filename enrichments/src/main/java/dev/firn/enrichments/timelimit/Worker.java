package dev.firn.enrichments.timelimit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that runs one call after the other. It ends after one that was abandoned, and when idle for long. */
final class Worker implements Runnable {

    private static final long LONGEST_IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** What a worker asks before it ends. */
    interface Retirement {
        /**
         * @param late after a call that was abandoned
         * @return false when a caller has just taken the worker, whose call is on its way
         */
        boolean retire(Worker worker, boolean late);
    }

    private final Retirement retirement;
    private final Thread thread;
    private volatile @Nullable Call<?> next;
    private volatile boolean parked;

    private Worker(String name, Retirement retirement) {
        this.retirement = retirement;
        thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    static Worker start(String name, Retirement retirement) {
        Worker worker = new Worker(name, retirement);
        worker.thread.start();
        return worker;
    }

    /** Hands over a call; only to a worker that has none. */
    void take(Call<?> call) {
        next = call;
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    @Override
    public void run() {
        while (true) {
            Call<?> call = await();
            if (call == null || call == Call.STOP) {
                return;
            }
            next = null;
            if (!call.run()) {
                retirement.retire(this, true);
                return;
            }
            // What one call left behind must not wake the next.
            Thread.interrupted();
        }
    }

    /** The next call, or null when none has come for long. */
    private @Nullable Call<?> await() {
        parked = true;
        try {
            long idleSince = System.nanoTime();
            while (true) {
                Call<?> call = next;
                if (call != null) {
                    return call;
                }
                if (System.nanoTime() - idleSince > LONGEST_IDLE_NANOS && retirement.retire(this, false)) {
                    return null;
                }
                LockSupport.parkNanos(this, LONGEST_IDLE_NANOS);
            }
        } finally {
            parked = false;
        }
    }
}
