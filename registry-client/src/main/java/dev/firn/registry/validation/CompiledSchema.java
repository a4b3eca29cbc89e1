package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.SchemaIssue;
import dev.firn.registry.ValidationReport;
import java.util.List;

/** One schema, compiled once and used by all threads. Made by {@link SchemaCompiler}. */
public interface CompiledSchema {

    /** Why the schema is unusable; empty for a usable one. */
    List<SchemaIssue> issues();

    /** All violations, in no promised order; empty when the data fits. Only for a schema without {@link #issues}. */
    List<ValidationReport> validate(JsonNode data);

    /** Whether the data fits, without the reasons, which cost more than the answer. Only for a schema without {@link #issues}. */
    default boolean accepts(JsonNode data) {
        return validate(data).isEmpty();
    }
}
