/**
 * Deduplication: each event once, by {@code event_id} and {@code event_fingerprint}.
 */
@NullMarked
package dev.firn.topology.dedup;

import org.jspecify.annotations.NullMarked;
