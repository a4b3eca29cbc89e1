package dev.firn.enrichments.assets;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Tries again what may pass, after pauses that grow by doubling, each of a random part of its length (full jitter). */
final class Retries {

    /** A failure that may pass. */
    static final class Passing extends IOException {
        private static final long serialVersionUID = 1L;

        Passing(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** What is tried. */
    interface Attempt<T> {
        T run() throws IOException, InterruptedException;
    }

    /** How time passes. */
    interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    private final int tries;
    private final Duration first;
    private final DoubleSupplier chance;
    private final Sleeper sleeper;

    Retries(int tries, Duration first) {
        this(tries, first, () -> ThreadLocalRandom.current().nextDouble(), pause -> Thread.sleep(pause.toMillis()));
    }

    /** @param chance from 0 to 1 */
    Retries(int tries, Duration first, DoubleSupplier chance, Sleeper sleeper) {
        this.tries = tries;
        this.first = first;
        this.chance = chance;
        this.sleeper = sleeper;
    }

    <T> T run(Attempt<T> attempt) throws IOException, InterruptedException {
        for (int failed = 0; ; failed++) {
            try {
                return attempt.run();
            } catch (Passing e) {
                if (failed + 1 >= tries) {
                    throw tries == 1 ? e : new IOException(e.getMessage() + ", " + tries + " times", e);
                }
                sleeper.sleep(pause(failed));
            }
        }
    }

    private Duration pause(int failed) {
        return Duration.ofMillis((long) (chance.getAsDouble() * (first.toMillis() << Math.min(failed, 10))));
    }
}
