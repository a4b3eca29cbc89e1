package dev.firn.enrichments.spi;

import dev.firn.serdes.event.AtomicField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Adds facts to events. It reads a view and returns what to change; the pipeline applies it.
 *
 * <p>One instance serves all threads, so it must be thread-safe; what cannot be shared stays in a per-thread part inside.
 * It must be a function of the view, its configuration and its {@link Resources}: a record that is processed again after a
 * crash must give the same result, or at least a harmless one.
 */
public interface Enrichment extends AutoCloseable {

    /** Its name in metrics and, as {@code identifier}, in bad rows. */
    String name();

    /** All columns it may set; the pipeline refuses other ones. */
    Set<AtomicField> writes();

    /**
     * What it makes of what, for people who ask where a column comes from; no event depends on it. Optional: the default
     * says that it may make all that it {@linkplain #writes writes}, and any context, of everything. Asked after the
     * enrichment was made, so that it can speak of its configuration.
     *
     * @return each part that it may write is in at least one of them
     */
    default List<Derivation> derivations() {
        Set<EventPart> all = new LinkedHashSet<>(EventPart.columns(writes()));
        all.add(EventPart.any(EventPart.Kind.DERIVED_CONTEXTS));
        return List.of(Derivation.of(all).from(EventPart.everything()));
    }

    /** Called for every event. Never throws for data: what it cannot do is {@link EnrichmentResult.Failed}. */
    EnrichmentResult enrich(EventView event);

    /** Frees files and connections. */
    @Override
    default void close() {}
}
