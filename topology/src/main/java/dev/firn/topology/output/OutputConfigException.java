package dev.firn.topology.output;

/** A setting of an output that cannot be used. The message names both, and what is expected. */
public final class OutputConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String output;
    private final String property;

    OutputConfigException(String output, String property, String message) {
        super("output '" + output + "': " + property + ": " + message);
        this.output = output;
        this.property = property;
    }

    OutputConfigException(String output, String property, RuntimeException cause) {
        super("output '" + output + "': " + property + ": " + cause.getMessage(), cause);
        this.output = output;
        this.property = property;
    }

    /** The name of the output. */
    public String output() {
        return output;
    }

    /** Which setting: {@code filter}, {@code sample}, {@code inject}, {@code format}, {@code topic}, … */
    public String property() {
        return property;
    }
}
