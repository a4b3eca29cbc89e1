package dev.firn.serdes.badrow;

/** Leaves the descent of {@link BadRowReader}; never leaves this package. An ordinary outcome, so without stack trace. */
final class UnreadableException extends RuntimeException {

    private final String reason;

    UnreadableException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
