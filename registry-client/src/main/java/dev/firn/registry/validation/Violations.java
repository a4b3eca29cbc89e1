package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import dev.firn.registry.ValidationReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All that the library finds wrong with a value, as bounded Iglu reports: a bad row must stay a row. */
final class Violations {

    static final int MAX_REPORTS = 64;
    static final int MAX_CHARS = 1024;

    /** A megabyte of wrong values gives a hundred megabytes of errors; nobody reads past the first ones. */
    private static final int MAX_ERRORS = 10_000;

    private Violations() {}

    /** Empty when the value fits. */
    static List<ValidationReport> of(Schema schema, JsonNode value) {
        Collector context = new Collector(schema);
        List<Error> errors = context.getErrors();
        boolean complete = true;
        try {
            schema.validate(context, value);
            errors = context.getErrors();
        } catch (TooMany stop) {
            complete = false;
        }
        Set<ValidationReport> reports =
                withoutChoices(errors).stream().map(IgluReports::of).collect(Collectors.toCollection(LinkedHashSet::new));
        if (reports.isEmpty() && !complete) {
            return List.of(someViolation());
        }
        return bounded(reports);
    }

    /** When it is certain that a value does not fit, and not known why. */
    static ValidationReport someViolation() {
        return new ValidationReport("$: is not valid to the schema", "$", null, List.of());
    }

    /**
     * Where no branch of a {@code oneOf} fits, the branches' own errors say why and the error of the whole goes; and of
     * the branches' errors those about additional properties only stay when there are no others.
     */
    private static List<Error> withoutChoices(List<Error> errors) {
        List<Error> kept = errors;
        for (Error error : errors) {
            if (error.getKeyword().equals("oneOf") && error.getMessageKey().equals("oneOf")) {
                kept = withoutChoice(kept, error);
            }
        }
        return kept;
    }

    private static List<Error> withoutChoice(List<Error> errors, Error choice) {
        List<Error> branches = errors.stream()
                .filter(error -> error != choice && isBelow(error, choice))
                .collect(Collectors.toCollection(ArrayList::new));
        if (branches.isEmpty()) {
            return errors;
        }
        boolean others = branches.stream().anyMatch(error -> !isAboutAdditionalProperties(error));
        return errors.stream()
                .filter(error -> error != choice
                        && !(others && isAboutAdditionalProperties(error) && isBelow(error, choice)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean isBelow(Error error, Error choice) {
        return error.getEvaluationPath().startsWith(choice.getEvaluationPath())
                && error.getInstanceLocation().startsWith(choice.getInstanceLocation())
                && error.getEvaluationPath().getNameCount() > choice.getEvaluationPath().getNameCount();
    }

    private static boolean isAboutAdditionalProperties(Error error) {
        return error.getKeyword().equals("additionalProperties");
    }

    private static List<ValidationReport> bounded(Set<ValidationReport> reports) {
        List<ValidationReport> bounded =
                reports.stream().limit(MAX_REPORTS).map(Violations::cut).collect(Collectors.toCollection(ArrayList::new));
        if (reports.size() > MAX_REPORTS) {
            bounded.add(new ValidationReport((reports.size() - MAX_REPORTS) + " more", null, null, List.of()));
        }
        return List.copyOf(bounded);
    }

    private static ValidationReport cut(ValidationReport report) {
        String path = report.path();
        return new ValidationReport(
                cut(report.message()),
                path == null ? null : cut(path),
                report.keyword(),
                report.targets().stream().map(Violations::cut).toList());
    }

    /** To {@value #MAX_CHARS} characters, never between the halves of one. */
    static String cut(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
        return text.substring(0, end);
    }

    /** Collects as the library's own context does, until it is enough. */
    private static final class Collector extends ExecutionContext {

        private int left = MAX_ERRORS;

        Collector(Schema schema) {
            super(schema.createExecutionContext().getExecutionConfig());
        }

        @Override
        public void addError(Error error) {
            if (--left < 0) {
                throw new TooMany();
            }
            super.addError(error);
        }
    }

    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super(null, null, false, false);
        }
    }
}
