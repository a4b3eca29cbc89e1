package dev.firn.registry;

/**
 * How long a registry's failure to give a key stands before it is asked again.
 *
 * <p>"Not found" stands for {@code negativeTtlMillis}. Other failures stand for 500 ms doubled by each attempt, at most
 * a minute, give or take a fifth. That fifth comes from a hash and not from chance: keys that failed together in an
 * outage spread out, yet the same history always gives the same pace.
 */
record Pace(long negativeTtlMillis) {

    private static final long FIRST = 500;
    private static final long LONGEST = 60_000;

    /** @param seed what the spread is drawn from: something of the key and the registry */
    long millis(RegistryError error, int attempts, int seed) {
        return error instanceof RegistryError.NotFound ? negativeTtlMillis : backoff(attempts, seed);
    }

    static long backoff(int attempts, int seed) {
        long base = attempts >= 7 ? LONGEST : FIRST << attempts;
        long fifth = base / 5;
        int mixed = ((seed + attempts) * 0x9E3779B9) >>> 16;
        return base - fifth + 2 * fifth * mixed / 0xFFFF;
    }
}
