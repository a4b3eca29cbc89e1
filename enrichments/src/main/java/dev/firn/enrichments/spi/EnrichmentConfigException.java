package dev.firn.enrichments.spi;

import org.jspecify.annotations.Nullable;

/** A configuration that cannot be used. The message names key, value and expectation; it holds no secrets. */
public final class EnrichmentConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EnrichmentConfigException(String message) {
        super(message);
    }

    public EnrichmentConfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
