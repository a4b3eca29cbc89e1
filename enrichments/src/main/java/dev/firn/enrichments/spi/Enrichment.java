package dev.firn.enrichments.spi;

import dev.firn.serdes.event.AtomicField;
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

    /** Called for every event. Never throws for data: what it cannot do is {@link EnrichmentResult.Failed}. */
    EnrichmentResult enrich(EventView event);

    /** Frees files and connections. */
    @Override
    default void close() {}
}
