package dev.firn.topology.lineage;

import dev.firn.enrichments.spi.EventPart;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of those who may write a column.
 *
 * @param by name of the enrichment, of a step that is always there, or of a step of the topology
 * @param configuration schema of the enrichment's configuration; null for what is no enrichment
 * @param from what goes into the value
 * @param when what only decides whether it is written, or which of several is
 * @param masks whether it replaces values so that the old ones cannot be told
 */
public record Contribution(
        String by, @Nullable String configuration, Set<EventPart> from, Set<EventPart> when, boolean masks) {

    /** With what another one of the same writer says. */
    Contribution and(Contribution other) {
        return new Contribution(
                by, configuration, plus(from, other.from), plus(when, other.when), masks || other.masks);
    }

    private static Set<EventPart> plus(Set<EventPart> some, Set<EventPart> more) {
        Set<EventPart> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }
}
