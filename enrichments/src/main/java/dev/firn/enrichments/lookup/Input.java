package dev.firn.enrichments.lookup;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EventPart;

/** Where a look-up takes one of its values from. */
public sealed interface Input permits PojoInput, EntityInput {

    /** What it reads. */
    EventPart part();

    /**
     * Reads {@code {"pojo": {"field": …}}} or {@code {"json": {"field": …, "schemaCriterion": …, "jsonPath": …}}}; other
     * members of the object are the caller's.
     *
     * @throws EnrichmentConfigException when it is neither or both, or names what does not exist
     */
    static Input of(ConfigReader input) {
        boolean pojo = input.has("pojo");
        boolean json = input.has("json");
        if (pojo && json) {
            throw new EnrichmentConfigException(
                    input.name("pojo") + ": Either json or pojo input must be specified, both provided");
        }
        if (pojo) {
            return PojoInput.of(input.object("pojo"));
        }
        if (json) {
            return EntityInput.of(input.object("json"));
        }
        throw new EnrichmentConfigException(
                input.name("pojo") + ": Either json or pojo input must be specified, none provided");
    }
}
