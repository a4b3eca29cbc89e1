package dev.firn.enrichments.spi;

/** Keeps the one instance out of the interface's public face. */
final class ResultConstants {
    static final EnrichmentResult UNCHANGED = new EnrichmentResult.Unchanged();

    private ResultConstants() {}
}
