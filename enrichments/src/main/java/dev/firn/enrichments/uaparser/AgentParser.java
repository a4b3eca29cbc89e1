package dev.firn.enrichments.uaparser;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.serdes.badrow.FailureMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to events, by their user agents: rules and the results they gave of late. Immutable but for the
 * cache, and thread-safe.
 */
final class AgentParser {

    /** Longer texts are cut: no real one is that long, and the time that some rules take grows with its square. */
    static final int LONGEST = 2048;

    private static final @Nullable String[] OTHER = {"Other"};

    private final RulesFile rules;
    private final long steps;
    private final Cache<String, EnrichmentResult> results;

    AgentParser(RulesFile rules, int cacheSize, long steps) {
        this.rules = rules;
        this.steps = steps;
        // Housekeeping on the calling thread: it is short, and the core starts no threads.
        results = Caffeine.newBuilder()
                .maximumSize(cacheSize)
                .executor(Runnable::run)
                .build();
    }

    /** The context, or the failure of a text that no rule could be found for within bounds; it would fail again. */
    EnrichmentResult parse(String agent) {
        String text = agent.length() > LONGEST ? agent.substring(0, LONGEST) : agent;
        EnrichmentResult known = results.getIfPresent(text);
        if (known != null) {
            return known;
        }
        EnrichmentResult result = parseUncached(text);
        results.put(text, result);
        return result;
    }

    EnrichmentResult parseUncached(String text) {
        try {
            MeteredText metered = new MeteredText(text, steps);
            return EnrichmentResult.contexts(List.of(AgentContext.of(
                    orOther(rules.agents().first(metered)),
                    orOther(rules.systems().first(metered)),
                    orOther(rules.devices().first(metered)))));
        } catch (MeteredText.UsedUp e) {
            return failed(text, "it takes more than " + steps + " steps");
        } catch (StackOverflowError e) {
            // Repeated groups recurse for each repetition.
            return failed(text, "a rule repeats too often");
        }
    }

    private static @Nullable String[] orOther(@Nullable String @Nullable [] parts) {
        return parts == null ? OTHER : parts;
    }

    private static EnrichmentResult failed(String text, String reason) {
        return new EnrichmentResult.Failed(List.of(
                new FailureMessage.InputData("useragent", text, "could not parse useragent: " + reason)));
    }
}
