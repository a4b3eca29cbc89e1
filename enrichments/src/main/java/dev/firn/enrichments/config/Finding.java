package dev.firn.enrichments.config;

/**
 * Something an operator should know about a configuration.
 *
 * @param source which file, and which item of it
 * @param message complete text; holds no secrets
 */
public record Finding(Severity severity, String source, String message) {

    public enum Severity {
        /** Firn does not start with this. */
        ERROR,
        /** It starts, but perhaps not with what was meant. */
        WARNING
    }

    static Finding error(String source, String message) {
        return new Finding(Severity.ERROR, source, message);
    }

    static Finding warning(String source, String message) {
        return new Finding(Severity.WARNING, source, message);
    }
}
