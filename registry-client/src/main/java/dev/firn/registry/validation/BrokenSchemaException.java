package dev.firn.registry.validation;

/** A schema that no validator can be made of. Becomes a {@link dev.firn.registry.SchemaIssue}; never leaves the package. */
final class BrokenSchemaException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    BrokenSchemaException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
