package dev.firn.serdes.flatten;

/** Ends the flattening of one document from deep within; never leaves the package. */
final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rejection.Reason reason;

    Rejected(Rejection.Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    Rejection at(int index) {
        return new Rejection(reason, index, String.valueOf(getMessage()));
    }
}
