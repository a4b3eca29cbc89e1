package dev.firn.registry;

import java.time.Instant;
import java.util.Set;

/**
 * What asking one registry for one schema has brought so far.
 *
 * @param repository the registry's configured name
 * @param errors distinct errors, at most {@value #MAX_ERRORS}, in the order first seen
 * @param attempts how often it was asked, at least 1
 * @param lastAttempt when it failed last, by the client's clock
 */
public record LookupHistory(String repository, Set<RegistryError> errors, int attempts, Instant lastAttempt) {
    public static final int MAX_ERRORS = 32;
}
