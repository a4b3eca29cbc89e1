package dev.firn.topology.test;

import dev.firn.registry.IgluError;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.badrow.FailureMessage;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Failures of bad rows in a line of text each, so that a failed test says what to mend. */
final class FailureTexts {

    private FailureTexts() {}

    static List<String> of(BadRow.Failure failure) {
        if (failure instanceof BadRow.FormatViolation violation) {
            return List.of(text(violation.message()));
        }
        if (failure instanceof BadRow.AdapterFailure adapter) {
            return adapter.messages().stream().map(FailureTexts::text).toList();
        }
        if (failure instanceof BadRow.SchemaViolations violations) {
            return violations.messages().stream().map(FailureTexts::text).toList();
        }
        if (failure instanceof BadRow.EnrichmentFailures failures) {
            return failures.messages().stream().map(FailureTexts::text).toList();
        }
        if (failure instanceof BadRow.GenericError error) {
            return error.errors();
        }
        BadRow.SizeViolation size = (BadRow.SizeViolation) failure;
        return List.of(size.expectation() + " (" + size.actualSizeBytes() + " bytes)");
    }

    private static String text(EnrichmentFailure failure) {
        EnrichmentFailure.Source source = failure.enrichment();
        String message = text(failure.message());
        return source == null ? message : source.identifier() + ": " + message;
    }

    private static String text(FailureMessage message) {
        if (message instanceof FailureMessage.InputData data) {
            return data.field() + " = " + quoted(data.value()) + ": " + data.expectation();
        }
        if (message instanceof FailureMessage.NotJson notJson) {
            return notJson.field() + " = " + quoted(notJson.value()) + ": " + notJson.error();
        }
        if (message instanceof FailureMessage.NotIglu notIglu) {
            return JsonText.write(notIglu.json()) + ": " + notIglu.error();
        }
        if (message instanceof FailureMessage.SchemaMapping mapping) {
            return "event type " + quoted(mapping.actual()) + ": " + mapping.expectation();
        }
        if (message instanceof FailureMessage.IgluFailure failure) {
            return failure.schemaKey() + ": " + text(failure.error());
        }
        if (message instanceof FailureMessage.CriterionMismatch mismatch) {
            return mismatch.schemaKey() + ": expected " + mismatch.schemaCriterion();
        }
        return ((FailureMessage.Simple) message).error();
    }

    private static String text(IgluError error) {
        if (error instanceof IgluError.InvalidData invalid) {
            return invalid.reports().stream().map(report -> report.message()).collect(Collectors.joining(", "));
        }
        if (error instanceof IgluError.Resolution resolution && resolution.isOnlyNotFound()) {
            return resolution.lookupHistory().stream()
                    .map(history -> "'" + history.repository() + "'")
                    .collect(Collectors.joining(", ", "schema not found in ", ""));
        }
        return JsonText.write(error.toJson());
    }

    private static String quoted(@Nullable String value) {
        return value == null ? "null" : "'" + value + "'";
    }
}
