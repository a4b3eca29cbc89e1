package dev.firn.enrichments;

import dev.firn.enrichments.spi.Derivation;
import dev.firn.registry.SchemaKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of an event's way through the pipeline, for people who ask where a column comes from.
 *
 * @param name of the enrichment, as metrics and bad rows have it, or of a step that is always there
 * @param configuration of the enrichment; null for a step that is always there
 * @param derivations what it makes of what
 */
public record PipelineStage(String name, @Nullable SchemaKey configuration, List<Derivation> derivations) {

    public PipelineStage {
        derivations = List.copyOf(derivations);
    }
}
