package dev.firn.enrichments;

import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.event.EnrichedEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The four ends of an event's way. Every event of a payload, and every payload that holds none, ends in exactly one. */
public sealed interface Outcome {

    /**
     * Valid and enriched.
     *
     * @param pseudonymisation the event that tells which of its values were replaced, if that was asked for; it holds the
     *     original values
     */
    record Good(EnrichedEvent event, @Nullable EnrichedEvent pseudonymisation) implements Outcome {

        public Good(EnrichedEvent event) {
            this(event, null);
        }
    }

    /** Refused, with its input kept. */
    record Bad(BadRow row) implements Outcome {}

    /**
     * Refused in part: the event with what could be kept of it, and the failures that a bad row would have told. Only
     * from a pipeline that was asked for it.
     */
    record Incomplete(EnrichedEvent event, BadRow failures) implements Outcome {}

    /** Left out on purpose, by an enrichment that the user configured. */
    record Dropped(String reason) implements Outcome {}

    /** One function for each end; a new end breaks the build where it matters. */
    default <R> R fold(
            Function<? super Good, ? extends R> good,
            Function<? super Bad, ? extends R> bad,
            Function<? super Incomplete, ? extends R> incomplete,
            Function<? super Dropped, ? extends R> dropped) {
        if (this instanceof Good g) {
            return good.apply(g);
        }
        if (this instanceof Bad b) {
            return bad.apply(b);
        }
        return this instanceof Incomplete i ? incomplete.apply(i) : dropped.apply((Dropped) this);
    }
}
