package dev.firn.topology.output;

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
        INCOMPLETE
    }

    // A record's own equals would compare the array's identity, and nothing compares these.
}
