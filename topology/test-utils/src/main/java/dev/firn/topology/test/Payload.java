package dev.firn.topology.test;

import java.time.Instant;

/**
 * What a collector writes into its topic: one record. {@link Payloads} makes the usual ones; a lambda makes any other.
 *
 * <p>The payloads of this package are immutable: their methods return changed copies, so a constant may serve all tests.
 */
@FunctionalInterface
public interface Payload {

    /**
     * The record's value.
     *
     * @param now when the collector takes it in, unless the payload says otherwise
     */
    byte[] toBytes(Instant now);
}
