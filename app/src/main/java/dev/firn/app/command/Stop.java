package dev.firn.app.command;

/** Ends a command with an exit code and a sentence for the user instead of a stack trace. */
final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Stop(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
