package dev.firn.topology;

/**
 * An outcome as bytes.
 *
 * @param stream which of the outputs it belongs to
 * @param value not to be changed
 */
public record EncodedRecord(Stream stream, byte[] value) {

    /** The outputs of enrichment. */
    public enum Stream {
        GOOD,
        BAD,
        INCOMPLETE,
        /** Events that tell which values of good ones were replaced; they hold the original values. */
        PII
    }

    // A record's own equals would compare the array's identity, and nothing compares these.
}
