package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import dev.firn.registry.SchemaIssue;
import dev.firn.registry.ValidationReport;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Asks the checks first, and the library only about values that they refuse. */
final class TwoStageSchema implements CompiledSchema {

    private static final List<ValidationReport> TOO_DEEP =
            List.of(new ValidationReport(Depth.MESSAGE, "/", null, List.of()));

    private final int maxJsonDepth;
    private final JsonNode schema;
    private final @Nullable Check check;
    private final LongAdder disagreements;
    private volatile @Nullable Schema library; // most schemas never meet invalid data; a race compiles it twice

    /** @param check null for a schema that only the library can judge */
    TwoStageSchema(int maxJsonDepth, JsonNode schema, @Nullable Check check, LongAdder disagreements) {
        this.maxJsonDepth = maxJsonDepth;
        this.schema = schema;
        this.check = check;
        this.disagreements = disagreements;
    }

    @Override
    public List<SchemaIssue> issues() {
        return List.of();
    }

    @Override
    public List<ValidationReport> validate(JsonNode data) {
        if (Depth.exceeds(data, maxJsonDepth)) {
            return TOO_DEEP;
        }
        if (check != null && check.accepts(data)) {
            return List.of();
        }
        List<ValidationReport> reports = violations(data);
        if (check != null && reports.isEmpty()) {
            disagreements.increment();
        }
        return reports;
    }

    @Override
    public boolean accepts(JsonNode data) {
        return check == null ? validate(data).isEmpty() : !Depth.exceeds(data, maxJsonDepth) && check.accepts(data);
    }

    private List<ValidationReport> violations(JsonNode data) {
        try {
            Schema compiled = library;
            if (compiled == null) {
                compiled = NetworkntSchemas.compile(new SchemaPreparation().schema(schema));
                library = compiled;
            }
            return Violations.of(compiled, schema, data);
        } catch (RuntimeException | StackOverflowError e) {
            // the verdict stands without its reasons: a fault of the library must not cost an event
            return List.of(Violations.someViolation());
        }
    }
}
