package dev.firn.app.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that serve requests: a few, and none of them for long. The JDK's server reads a request with a thread that
 * waits for the client, so a handful of clients who send a byte a minute would keep everybody else, probes first, from an
 * answer. Here a guard interrupts whoever takes too long, which closes the connection; and as soon as others wait for a
 * thread, those whose clients have not finished their request, or do not take their answer, have to go after a moment.
 * Thread-safe.
 */
final class RequestThreads implements Executor, AutoCloseable {

    /** How long a client may take to send a request, or to take an answer. */
    private static final Duration CLIENT_LIMIT = Duration.ofSeconds(10);
    /** What it has at least, whoever waits. A request of a client that means well comes in one packet. */
    private static final Duration CLIENT_GRACE = Duration.ofMillis(250);

    private static final long GUARD_MILLIS = 100;
    private static final int QUEUE = 1000;

    /** A request that a thread is at. Guarded by itself, so that an interrupt never hits the request after it. */
    private static final class Run {
        private final Thread thread;
        private long since = System.nanoTime();
        private long limitNanos = CLIENT_LIMIT.toNanos();
        private boolean waitsForClient = true;
        private boolean over;

        Run(Thread thread) {
            this.thread = thread;
        }

        synchronized void phase(boolean client, Duration limit) {
            since = System.nanoTime();
            limitNanos = limit.toNanos();
            waitsForClient = client;
        }

        synchronized long age() {
            return System.nanoTime() - since;
        }

        synchronized boolean mayBeAskedToGo() {
            return waitsForClient && !over && age() > CLIENT_GRACE.toNanos();
        }

        synchronized boolean isTooOld() {
            return !over && age() > limitNanos;
        }

        synchronized void interrupt() {
            if (!over) {
                thread.interrupt();
            }
        }

        synchronized void end() {
            over = true;
            Thread.interrupted(); // What came too late is not for the next request.
        }
    }

    private final Map<Thread, Run> runs = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(QUEUE);
    private final ThreadPoolExecutor pool;
    private final Thread guard;
    private volatile boolean closed;

    /** @param name of the threads, before a number */
    RequestThreads(String name, int threads) {
        pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, waiting, task -> daemon(task, name + "-http"));
        pool.allowCoreThreadTimeOut(true);
        guard = daemon(this::guard, name + "-http-guard");
        guard.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Throws when too many wait already; the server closes the connection then. */
    @Override
    public void execute(Runnable request) {
        if (closed) {
            throw new RejectedExecutionException("closed");
        }
        pool.execute(() -> {
            Run run = new Run(Thread.currentThread());
            runs.put(Thread.currentThread(), run);
            try {
                request.run();
            } finally {
                runs.remove(Thread.currentThread());
                run.end();
            }
        });
    }

    /** The calling thread has read its request and makes the answer, for which it has so long. */
    void answering(Duration limit) {
        phase(false, limit);
    }

    /** The calling thread writes its answer. */
    void writing() {
        phase(true, CLIENT_LIMIT);
    }

    private void phase(boolean client, Duration limit) {
        Run run = runs.get(Thread.currentThread());
        if (run != null) {
            run.phase(client, limit);
        }
    }

    private void guard() {
        try {
            while (!closed) {
                Thread.sleep(GUARD_MILLIS);
                runs.values().stream().filter(Run::isTooOld).forEach(Run::interrupt);
                makeRoom(waiting.size());
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void makeRoom(int wanted) {
        if (wanted == 0) {
            return;
        }
        List<Run> slow = new ArrayList<>(
                runs.values().stream().filter(Run::mayBeAskedToGo).toList());
        slow.sort(Comparator.comparingLong(Run::age).reversed());
        slow.stream().limit(wanted).forEach(Run::interrupt);
    }

    @Override
    public void close() {
        closed = true;
        guard.interrupt();
        pool.shutdownNow();
    }
}
