/** Adapters of Snowplow's own trackers: tp1, tp2 and the redirect. */
@NullMarked
package dev.firn.enrichments.adapter.tracker;

import org.jspecify.annotations.NullMarked;
