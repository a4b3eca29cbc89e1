package dev.firn.enrichments;

import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.badrow.FailureMessage;

/**
 * Cuts free texts to what the schema of {@code enrichment_failures} allows, so that a bad row always satisfies its own
 * schema. The full value stays in the row's payload.
 */
final class ShortTexts {

    private static final int ERROR = 512;
    private static final int EXPECTATION = 256;

    private ShortTexts() {}

    static EnrichmentFailure of(EnrichmentFailure failure) {
        if (failure.message() instanceof FailureMessage.Simple simple
                && simple.error().length() > ERROR) {
            return new EnrichmentFailure(
                    failure.enrichment(),
                    new FailureMessage.Simple(simple.error().substring(0, ERROR)));
        }
        if (failure.message() instanceof FailureMessage.InputData data
                && data.expectation().length() > EXPECTATION) {
            return new EnrichmentFailure(
                    failure.enrichment(),
                    new FailureMessage.InputData(
                            data.field(), data.value(), data.expectation().substring(0, EXPECTATION)));
        }
        return failure;
    }
}
