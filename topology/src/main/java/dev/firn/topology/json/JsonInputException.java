package dev.firn.topology.json;

/** A setting of a JSON input that cannot be used. The message names input, key, value and what is expected. */
public final class JsonInputException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    JsonInputException(String input, String key, Object value, String expectation) {
        super(where(input) + key + " = " + value + ", expected " + expectation);
    }

    JsonInputException(String input, String key, RuntimeException cause) {
        super(where(input) + key + ": " + cause.getMessage(), cause);
    }

    private static String where(String input) {
        return "json input '" + input + "': ";
    }
}
