/**
 * Hits of Google Analytics' Measurement Protocol (of Universal Analytics), told again as self-describing events.
 *
 * <p>Reads a body with a hit on each line. Makes an event of the hit's type, contexts of all else it says, and tracker
 * parameters of what these have columns for. {@link dev.firn.enrichments.adapter.googleanalytics.HitTables} lists which
 * parameter goes where. A bad line refuses the whole request.
 *
 * <p>Threads: immutable, any thread may use it. Cost: linear in the body, but for sorting the names with numbers in them.
 *
 * @see <a href="https://developers.google.com/analytics/devguides/collection/protocol/v1/parameters">Parameters</a>
 */
@NullMarked
package dev.firn.enrichments.adapter.googleanalytics;

import org.jspecify.annotations.NullMarked;
