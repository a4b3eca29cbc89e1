package dev.firn.app.command;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A line on standard error that tells how far a long work is: rewritten in place on a terminal, every ten seconds a new one
 * elsewhere. Close it when the work ends.
 */
public final class ProgressLine implements AutoCloseable {

    private static final long TERMINAL_PERIOD = 500;
    private static final long LOG_PERIOD = 10_000;

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier done;
    private final String unit;
    private final long startNanos = System.nanoTime();
    private final Thread thread = new Thread(this::run, "progress");

    /** @param done how many units are done by now */
    public ProgressLine(PrintStream out, boolean terminal, String unit, LongSupplier done) {
        this.out = out;
        this.terminal = terminal;
        this.unit = unit;
        this.done = done;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(terminal ? TERMINAL_PERIOD : LOG_PERIOD);
                print(terminal ? "\r" : "", terminal ? "" : "\n");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // close() asks to end
        }
    }

    private void print(String before, String after) {
        long count = done.getAsLong();
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        out.print(before
                + String.format(
                        Locale.ROOT, "%,d %s in %.1f s, %,.0f a second   ", count, unit, seconds, count / seconds)
                + after);
        out.flush();
    }

    /** Stops and prints the last state. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        print(terminal ? "\r" : "", "\n");
    }
}
