package dev.firn.topology.output;

/** Names of the headers that Firn itself writes. Their values are texts in UTF-8; numbers in plain digits. */
public final class Headers {

    /** The part of the stream that is in a sample: {@code 0.1} for a tenth, so that its inverse is each record's weight. */
    public static final String SAMPLE_RATE = "firn-sample-rate";

    public static final String ORIGIN_TOPIC = "firn-origin-topic";
    public static final String ORIGIN_PARTITION = "firn-origin-partition";
    public static final String ORIGIN_OFFSET = "firn-origin-offset";

    /** Which event of the record, from 0; not for raw items, which are whole records. */
    public static final String ORIGIN_INDEX = "firn-origin-index";

    private Headers() {}
}
