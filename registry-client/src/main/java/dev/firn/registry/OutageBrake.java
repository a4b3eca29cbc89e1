package dev.firn.registry;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops asking a host that does not answer. A black hole costs the whole time of a lookup for <em>each</em> unknown key,
 * and a stream thread that waits that long a few dozen times is thrown out of its consumer group. So after two lookups in
 * a row without any answer the last failure is repeated without asking: for one second, then for twice as long after each
 * further failure, up to half a minute. Any answer, good or bad, ends it.
 */
final class OutageBrake {

    private static final int PATIENCE = 2;
    private static final long FIRST_PAUSE = 1_000_000_000L;
    private static final int MOST_DOUBLINGS = 5;

    private final LongSupplier nanoTime;
    private final AtomicLong failures = new AtomicLong();
    private volatile @Nullable Pause pause;

    OutageBrake(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What to answer without asking, or null when the host may be asked. */
    RegistryError.@Nullable RepoFailure holding() {
        Pause current = pause;
        return current != null && nanoTime.getAsLong() - current.until < 0 ? current.error : null;
    }

    /** Whether the next question only finds out if the host is back, and so is not worth trying more than once. */
    boolean isProbing() {
        return failures.get() >= PATIENCE;
    }

    void answered() {
        if (failures.get() != 0) {
            failures.set(0);
            pause = null;
        }
    }

    void silent(RegistryError.RepoFailure error) {
        long over = failures.incrementAndGet() - PATIENCE;
        if (over >= 0) {
            long length = FIRST_PAUSE << Math.min(over, MOST_DOUBLINGS);
            pause = new Pause(nanoTime.getAsLong() + length, error);
        }
    }

    private record Pause(long until, RegistryError.RepoFailure error) {}
}
