package dev.firn.topology.feature;

import dev.firn.topology.flow.Item;
import org.jspecify.annotations.Nullable;

/**
 * What meets at a partitioned table: an item with the feature that was there for it, or the news of a feature.
 *
 * @param item null for news
 * @param feature its JSON; null when there is none, or no more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Side(@Nullable Item item, byte @Nullable [] feature) {}
