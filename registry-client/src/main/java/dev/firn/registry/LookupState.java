package dev.firn.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the cache knows about one key. Immutable; a new state replaces the old one as a whole, so readers need no lock.
 *
 * @param <V> what a registry's document was made into
 */
sealed interface LookupState<V> {

    /**
     * A registry has it.
     *
     * @param at when that was last known to be so, in milliseconds of the client's clock
     */
    record Found<V>(V value, String registry, long at) implements LookupState<V> {
        Found<V> renewed(long now) {
            return new Found<>(value, registry, now);
        }
    }

    /** A registry had it, and the next one to ask must make sure: it serves only if that fails. */
    record Expired<V>(Found<V> last) implements LookupState<V> {}

    /**
     * No registry gave it.
     *
     * @param standings by registry name, in the order they were asked
     * @param retryAt when the first of them may be asked again
     */
    record Failed<V>(Map<String, Standing> standings, long retryAt, IgluError.Resolution error)
            implements LookupState<V> {

        static <V> Failed<V> of(Map<String, Standing> standings) {
            long retryAt = standings.values().stream()
                    .mapToLong(Standing::retryAt)
                    .min()
                    .orElse(Long.MAX_VALUE);
            return new Failed<>(
                    standings,
                    retryAt,
                    new IgluError.Resolution(
                            standings.values().stream().map(Standing::history).toList()));
        }
    }

    /**
     * Where one registry stands after failing to give one key.
     *
     * @param retryAt when it may be asked again, in milliseconds of the client's clock
     */
    record Standing(LookupHistory history, long retryAt) {

        /** An earlier "not found" has had its time when a registry is asked again, so only the other errors stay. */
        static Standing after(
                @Nullable Standing before, String registry, RegistryError error, Instant now, long retryAt) {
            Set<RegistryError> errors = new LinkedHashSet<>();
            if (before != null) {
                errors.addAll(before.history.errors());
                errors.removeIf(RegistryError.NotFound.class::isInstance);
            }
            if (errors.size() < LookupHistory.MAX_ERRORS) {
                errors.add(error);
            }
            LookupHistory history =
                    new LookupHistory(registry, Collections.unmodifiableSet(errors), attempts(before), now);
            return new Standing(history, retryAt);
        }

        /** How often a registry has been asked when it is asked once more. */
        static int attempts(@Nullable Standing before) {
            return before == null ? 1 : before.history.attempts() + 1;
        }

        boolean holds(long now) {
            return now < retryAt;
        }

        /** Whether the registry may well have it: it could not say that it has not. */
        boolean isUncertain() {
            return history.errors().stream().anyMatch(error -> !(error instanceof RegistryError.NotFound));
        }
    }
}
