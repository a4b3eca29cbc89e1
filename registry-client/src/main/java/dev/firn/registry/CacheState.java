package dev.firn.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link IgluClient} knows of the schemas that events name, at one moment.
 *
 * @param resolved that can be used at once
 * @param unresolved that no registry gave when last asked
 * @param oldestUnresolved when the registries were last asked for the one of these that was asked for longest ago; null when
 *     there are none
 */
public record CacheState(int resolved, int unresolved, @Nullable Instant oldestUnresolved) {}
