package dev.firn.serdes.payload;

/**
 * Leaves the recursive descent of {@link ThriftReader}; never leaves this package. Carries no stack trace: it is an
 * ordinary outcome, and hostile input must not make it a costly one.
 */
final class MalformedThriftException extends Exception {

    private MalformedThriftException(String message) {
        super(message, null, false, false);
    }

    static MalformedThriftException truncated(long wanted, int available) {
        return new MalformedThriftException("Cannot read. Remote side has closed. Tried to read " + wanted
                + " bytes, but only got " + available
                + " bytes. (This is often indicative of an internal error on the server side."
                + " Please check your server logs.)");
    }

    static MalformedThriftException negativeLength(int length) {
        return new MalformedThriftException("Negative length: " + length);
    }

    static MalformedThriftException unknownType(byte type) {
        return new MalformedThriftException("Unrecognized type " + type);
    }

    static MalformedThriftException tooDeep() {
        return new MalformedThriftException("Maximum skip depth exceeded");
    }

    /** What the JVM says of the legacy struct without its nested one; there the parameters would have been. */
    static MalformedThriftException noTrackerPayload() {
        return new MalformedThriftException("Cannot read field \"data\" because \"snowplowRawEvent.payload\" is null");
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
