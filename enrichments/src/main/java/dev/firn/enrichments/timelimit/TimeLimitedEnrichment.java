package dev.firn.enrichments.timelimit;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Settings;
import dev.firn.serdes.event.AtomicField;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Another enrichment, which cannot hold up the stream. What the other one throws is thrown here, with its own stack trace;
 * when it gives no result in time that is a {@link TimeLimitException}. It sees a {@link FrozenView}.
 */
public final class TimeLimitedEnrichment implements Enrichment {

    /** For each event. Only enrichments that hang should notice it. */
    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(5);

    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(5);

    private final Enrichment enrichment;
    private final String name;
    private final Set<AtomicField> writes;
    private final Duration limit;
    private final TimeLimited timeLimited;

    /** @param limit for each event; more than zero */
    public TimeLimitedEnrichment(Enrichment enrichment, Duration limit) {
        this.enrichment = enrichment;
        this.limit = limit;
        // A user's code too, asked once and not for every event.
        this.name = enrichment.name();
        this.writes = Set.copyOf(enrichment.writes());
        this.timeLimited = new TimeLimited("enrichment-" + name);
    }

    /** The limit that the setting {@code custom.time-limit} gives to enrichments of users; zero is none. */
    public static Duration limitOfCustom(Settings settings) {
        Duration limit = settings.duration("custom.time-limit", DEFAULT_LIMIT);
        if (limit.isNegative()) {
            throw new EnrichmentConfigException("Setting custom.time-limit is " + limit
                    + "; expected a duration such as PT5S, or PT0S for no limit");
        }
        return limit;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<AtomicField> writes() {
        return writes;
    }

    /** Without a limit: nobody asks while events wait. */
    @Override
    public List<Derivation> derivations() {
        return enrichment.derivations();
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        FrozenView frozen = FrozenView.of(event);
        TimedResult<EnrichmentResult> result = timeLimited.call(limit, () -> enrichment.enrich(frozen));
        if (result instanceof TimedResult.Finished<EnrichmentResult> finished) {
            return requireNonNull(finished.value(), "no result");
        }
        if (result instanceof TimedResult.Threw<EnrichmentResult> threw) {
            throw unchecked(threw.problem());
        }
        throw new TimeLimitException(name + ' ' + reason(result));
    }

    private String reason(TimedResult<?> result) {
        return result instanceof TimedResult.TimedOut
                ? "gave no result within " + limit
                : "was not run: " + timeLimited.abandoned() + " earlier calls have not ended yet";
    }

    private static RuntimeException unchecked(Throwable problem) {
        if (problem instanceof Error error) {
            throw error;
        }
        // Checked ones get here out of languages that do not check.
        return problem instanceof RuntimeException exception ? exception : new IllegalStateException(problem);
    }

    /** Closes the enrichment, but waits for it no longer than five seconds. */
    @Override
    public void close() {
        timeLimited.close();
        TimedResult<Void> result;
        // Not with the threads of its calls, as these may all hang.
        try (TimeLimited closing = new TimeLimited("close-" + name)) {
            result = closing.call(CLOSING_LIMIT, () -> {
                enrichment.close();
                return null;
            });
        }
        if (result instanceof TimedResult.Threw<Void> threw) {
            throw unchecked(threw.problem());
        }
    }
}
