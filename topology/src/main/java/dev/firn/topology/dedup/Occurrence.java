package dev.firn.topology.dedup;

import dev.firn.topology.flow.Origin;
import java.util.Arrays;

/**
 * A remembered event of some id.
 *
 * @param fingerprint as {@link Fingerprint} gives it, not to be changed
 * @param timestamp its time, in epoch milliseconds
 */
record Occurrence(byte[] fingerprint, long timestamp, Origin origin) {

    boolean hasFingerprint(byte[] other) {
        return Arrays.equals(fingerprint, other);
    }

    // Nothing compares these; a record's own equals would compare the array's identity.
}
