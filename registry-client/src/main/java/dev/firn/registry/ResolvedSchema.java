package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.validation.CompiledSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schema ready to validate with, and the answers that do not depend on the data. Shared by all threads. */
final class ResolvedSchema {

    private final List<SchemaText> texts;
    private final CompiledSchema schema;
    private final @Nullable SchemaVer supersededBy;
    private final CheckResult valid;
    private final @Nullable CheckResult unusable;

    /** @param texts the documents read to get here, the declared version first */
    ResolvedSchema(List<SchemaText> texts, CompiledSchema schema, @Nullable SchemaVer supersededBy) {
        this.texts = texts;
        this.schema = schema;
        this.supersededBy = supersededBy;
        this.valid = supersededBy == null ? CheckResult.Valid.AS_DECLARED : new CheckResult.Valid(supersededBy);
        this.unusable = schema.issues().isEmpty()
                ? null
                : new CheckResult.Invalid(new IgluError.InvalidSchema(schema.issues(), supersededBy));
    }

    List<SchemaText> texts() {
        return texts;
    }

    boolean isUsable() {
        return unusable == null;
    }

    CheckResult check(JsonNode data) {
        if (unusable != null) {
            return unusable;
        }
        List<ValidationReport> reports = schema.validate(data);
        return reports.isEmpty() ? valid : new CheckResult.Invalid(new IgluError.InvalidData(reports, supersededBy));
    }
}
