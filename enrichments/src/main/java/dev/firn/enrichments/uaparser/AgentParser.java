package dev.firn.enrichments.uaparser;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.firn.enrichments.caches.WatchedCaches;
import dev.firn.enrichments.spi.CacheListener;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.serdes.badrow.FailureMessage;
import java.util.List;

/**
 * What is to be done to events, by their user agents: rules and the results they gave of late. Immutable but for the
 * cache, and thread-safe.
 */
final class AgentParser {

    /** Longer texts are cut: no real one is that long, and the time that some rules take grows with its square. */
    static final int LONGEST = 2048;

    private final RulesFile rules;
    private final long steps;
    private final Cache<String, EnrichmentResult> results;

    AgentParser(RulesFile rules, int cacheSize, long steps, CacheListener listener) {
        this.rules = rules;
        this.steps = steps;
        // Housekeeping on the calling thread: it is short, and the core starts no threads.
        results =
                WatchedCaches.build(Caffeine.newBuilder().maximumSize(cacheSize).executor(Runnable::run), listener);
    }

    /** The context, or the failure of a text that no rule could be found for within bounds. */
    EnrichmentResult parse(String agent) {
        String text = agent.length() > LONGEST ? agent.substring(0, LONGEST) : agent;
        EnrichmentResult known = results.getIfPresent(text);
        if (known != null) {
            return known;
        }
        EnrichmentResult result;
        try {
            result = parseNew(text);
        } catch (StackOverflowError e) {
            // Repeated groups recurse for each repetition. Not kept: another thread's stack may be larger.
            return failed(text, "a rule repeats too often");
        }
        results.put(text, result);
        return result;
    }

    private EnrichmentResult parseNew(String text) {
        try {
            RulesFile.Facts facts = rules.parse(new MeteredText(text, steps));
            return EnrichmentResult.contexts(List.of(AgentContext.of(facts)));
        } catch (MeteredText.UsedUp e) {
            return failed(text, "it takes more than " + steps + " steps");
        }
    }

    private static EnrichmentResult failed(String text, String reason) {
        return new EnrichmentResult.Failed(
                List.of(new FailureMessage.InputData("useragent", text, "could not parse useragent: " + reason)));
    }
}
