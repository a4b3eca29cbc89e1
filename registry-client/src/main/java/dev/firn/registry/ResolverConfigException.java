package dev.firn.registry;

/** A resolver configuration that no client can work with; the message names the key, its value and what was expected. */
public final class ResolverConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ResolverConfigException(String message) {
        super(message);
    }
}
