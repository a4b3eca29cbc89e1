package dev.firn.metrics;

import dev.firn.registry.SchemaKey;
import java.time.Instant;

/**
 * A schema that JSON named and no registry gave.
 *
 * @param times that it was named, at most: the rarest ones make room for new ones, which take their numbers over
 * @param last when it was named last
 */
public record UnresolvedSchema(SchemaKey key, long times, Instant last) {}
