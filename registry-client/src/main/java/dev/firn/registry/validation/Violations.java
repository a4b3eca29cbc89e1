package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import dev.firn.registry.ValidationReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All that the library finds wrong with a value, as bounded Iglu reports: a bad row must stay a row. */
final class Violations {

    static final int MAX_REPORTS = 64;
    static final int MAX_CHARS = 1024;

    /** A megabyte of wrong values would give a hundred megabytes of errors; nobody reads past the first ones. */
    private static final int MAX_ERRORS = 1_000;

    /**
     * By place, and at one place as the library found them, but what is said of the type last: the order that readers of bad
     * rows know.
     */
    private static final Comparator<ValidationReport> IN_ORDER = Comparator.comparing(
                    (ValidationReport report) -> report.path() == null ? "" : report.path())
            .thenComparing(report -> "type".equals(report.keyword()) || "unionType".equals(report.keyword()));

    private Violations() {}

    /**
     * Empty when the value fits.
     *
     * @param original the schema as its author wrote it, of which {@code schema} is the prepared form
     */
    static List<ValidationReport> of(Schema schema, JsonNode original, JsonNode value) {
        Collector context = new Collector(schema);
        List<Error> errors = context.getErrors();
        boolean complete = true;
        try {
            schema.validate(context, value);
            errors = context.getErrors();
        } catch (TooMany stop) {
            complete = false;
        }
        List<ValidationReport> reports = reports(errors, original);
        if (reports.isEmpty() && !complete) {
            return List.of(someViolation());
        }
        return bounded(reports);
    }

    /** Branches of one choice often say the same; the Iglu client hears it once. */
    private static List<ValidationReport> reports(List<Error> errors, JsonNode original) {
        Set<Said> said = new HashSet<>();
        List<ValidationReport> reports = new ArrayList<>();
        for (Error error : ChoiceErrors.thinnedOut(errors)) {
            ValidationReport report = IgluReports.of(error, original);
            if (said.add(new Said(report, placeInSchema(error.getEvaluationPath())))) {
                reports.add(report);
            }
        }
        reports.sort(IN_ORDER);
        return reports;
    }

    private record Said(ValidationReport report, List<Object> place) {}

    /** Without the numbers of branches. */
    private static List<Object> placeInSchema(NodePath path) {
        return IntStream.range(0, path.getNameCount())
                .mapToObj(path::getElement)
                .filter(String.class::isInstance)
                .toList();
    }

    /** When it is certain that a value does not fit, and not known why. */
    static ValidationReport someViolation() {
        return new ValidationReport("$: is not valid to the schema", "$", null, List.of());
    }

    private static List<ValidationReport> bounded(List<ValidationReport> reports) {
        List<ValidationReport> bounded = reports.stream()
                .limit(MAX_REPORTS)
                .map(Violations::cut)
                .collect(Collectors.toCollection(ArrayList::new));
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
