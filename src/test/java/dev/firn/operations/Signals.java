package dev.firn.operations;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals to processes of these tests. */
final class Signals {

    private Signals() {}

    /** Nothing of it runs any more, but its connections stay: SIGSTOP. */
    static void freeze(long pid) {
        send("STOP", pid);
    }

    static void thaw(long pid) {
        send("CONT", pid);
    }

    private static void send(String signal, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start();
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("kill -" + signal + " " + pid + " did not work");
            }
        } catch (IOException e) {
            throw new AssertionError("kill -" + signal + " " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
