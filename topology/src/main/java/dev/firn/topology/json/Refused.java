package dev.firn.topology.json;

/** Ends the migration of one object; never leaves the package. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message, null, false, false);
    }
}
