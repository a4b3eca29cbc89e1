package dev.firn.enrichments.assets;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Does something every now and then on a thread of its own, which keeps no process alive. */
final class Refresher implements AutoCloseable {

    /** Instances that started together should not ask the same server at the same moment for ever. */
    private static final double SPREAD = 0.1;

    private final Thread thread;

    Refresher(Duration period, Runnable task) {
        thread = new Thread(() -> run(period, task), "firn-assets");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(Duration period, Runnable task) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                double part = ThreadLocalRandom.current().nextDouble(1 - SPREAD, 1 + SPREAD);
                Thread.sleep((long) (period.toMillis() * part));
                task.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Closed.
        }
    }

    /** Waits a moment for what is under way. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
