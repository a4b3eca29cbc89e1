package dev.firn.app.command;

/** What the process answers to whoever started it. */
public final class ExitCode {
    /** Done, or stopped cleanly. */
    public static final int OK = 0;
    /** Arguments or configuration cannot be used; nothing was done. */
    public static final int BAD_CONFIGURATION = 1;
    /** Something that must be there at the start is not: broker, topic, file. */
    public static final int MISSING_DEPENDENCY = 2;
    /** Failed while running. */
    public static final int FAILED = 3;

    private ExitCode() {}
}
