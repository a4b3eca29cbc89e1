package dev.firn.e2e;

import java.util.List;
import java.util.SplittableRandom;

/** Two instances of a deployment, killed at random moments and started again. Not thread-safe. */
final class Instances implements AutoCloseable {

    private static final int LONGEST_LIFE_MS = 1500;

    private final Deployment deployment;
    private final SplittableRandom random;
    private final FirnProcess[] processes = new FirnProcess[2];
    private int starts;

    Instances(Deployment deployment, SplittableRandom random) {
        this.deployment = deployment;
        this.random = random;
    }

    void start() {
        for (int number = 0; number < processes.length; number++) {
            start(number);
        }
    }

    private void start(int number) {
        String name = name(number);
        processes[number] = deployment.start(name, name + "-" + starts++);
    }

    /** Of one instance; names its state folder, too. */
    static String name(int number) {
        return "instance-" + number;
    }

    void awaitReady() {
        for (FirnProcess process : processes) {
            process.awaitReady();
        }
    }

    /** Any one, at any moment; returns the time of the kill, in nanoseconds, when the next life has begun. */
    long killOne() {
        int victim = random.nextInt(processes.length);
        // No wait for anything: the moment is to be any.
        pause(random.nextInt(LONGEST_LIFE_MS));
        processes[victim].kill();
        long killed = System.nanoTime();
        start(victim);
        return killed;
    }

    /** Stops all at once; returns their exit codes. */
    List<Integer> stop() {
        for (FirnProcess process : processes) {
            process.terminate();
        }
        return List.of(processes[0].exitCode(FirnProcess.START_LIMIT), processes[1].exitCode(FirnProcess.START_LIMIT));
    }

    /** Stops one; the others take its work over. */
    int stop(int number) {
        processes[number].terminate();
        return processes[number].exitCode(FirnProcess.START_LIMIT);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        for (FirnProcess process : processes) {
            if (process != null) {
                process.close();
            }
        }
    }
}
