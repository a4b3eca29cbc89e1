package dev.firn.app.metrics;

/**
 * An answer to a scrape.
 *
 * @param contentType with version and charset, as the format wants it
 * @param body not shared
 */
@SuppressWarnings("ArrayRecordComponent") // It goes straight to the wire.
public record MetricsPage(String contentType, byte[] body) {}
