package dev.firn.metrics;

import dev.firn.registry.IgluError;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In one word what a bad row is about, by the first of its messages. */
final class BadRowReason {

    private BadRowReason() {}

    /** An enrichment's name, or a word for the kind of the message. */
    static String of(BadRow row) {
        BadRow.Failure failure = row.failure();
        if (failure instanceof BadRow.SizeViolation) {
            return "too_large";
        }
        if (failure instanceof BadRow.FormatViolation violation) {
            return word(violation.message());
        }
        if (failure instanceof BadRow.AdapterFailure adapter) {
            return first(adapter.messages());
        }
        if (failure instanceof BadRow.SchemaViolations violations) {
            return first(violations.messages());
        }
        if (failure instanceof BadRow.EnrichmentFailures failures
                && !failures.messages().isEmpty()) {
            EnrichmentFailure one = failures.messages().get(0);
            return one.enrichment() == null
                    ? word(one.message())
                    : one.enrichment().identifier();
        }
        return "error";
    }

    /** The event's application, as far as the input was understood. */
    static @Nullable String appId(BadRow row) {
        return row.payload() instanceof BadRow.Payload.Enrichment event
                ? event.enriched().text(AtomicField.APP_ID)
                : null;
    }

    private static String first(List<FailureMessage> messages) {
        return messages.isEmpty() ? "error" : word(messages.get(0));
    }

    private static String word(FailureMessage message) {
        if (message instanceof FailureMessage.InputData) {
            return "unexpected_value";
        }
        if (message instanceof FailureMessage.NotJson) {
            return "not_json";
        }
        if (message instanceof FailureMessage.NotIglu) {
            return "not_self_describing";
        }
        if (message instanceof FailureMessage.SchemaMapping) {
            return "unknown_type";
        }
        if (message instanceof FailureMessage.CriterionMismatch) {
            return "wrong_schema";
        }
        return message instanceof FailureMessage.IgluFailure iglu ? word(iglu.error()) : "error";
    }

    private static String word(IgluError error) {
        if (error instanceof IgluError.Resolution) {
            return "unresolved_schema";
        }
        return error instanceof IgluError.InvalidSchema ? "unusable_schema" : "invalid_data";
    }
}
