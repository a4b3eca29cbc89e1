package dev.firn.topology.expression;

/** An expression that cannot be used. The message quotes it and tells line, column and reason for each mistake. */
public final class ExpressionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        super(message);
    }
}
