package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.SchemaIssue;
import dev.firn.registry.ValidationReport;
import java.util.List;

/** A schema that cannot be used. */
record BrokenSchema(List<SchemaIssue> issues) implements CompiledSchema {

    @Override
    public List<ValidationReport> validate(JsonNode data) {
        throw new IllegalStateException("No data can be validated with a broken schema: " + issues);
    }
}
