package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.SchemaIssue;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Compiles Iglu's JSON Schemas (draft-04, with the deviations of the Iglu client): first to checks that only say yes or
 * no, which is all that most data ever need, and when some data fail, to a schema of the JSON Schema library, which
 * lists the violations. Schemas are refused, as {@link CompiledSchema#issues}, when they are too deep, fail the draft-04
 * meta-schema, call themselves by another one, or cannot be compiled. No reference is ever fetched.
 *
 * <p>Thread-safe; compiled schemas are immutable and kept by the caller.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00">JSON Schema draft-04</a>
 */
public final class SchemaCompiler {

    private final int maxJsonDepth;
    private final MetaSchema metaSchema = new MetaSchema();
    private final LongAdder disagreements = new LongAdder();

    /**
     * @param maxJsonDepth how many levels a schema or a value may have; the root is one, each member or element is one
     *     more
     */
    public SchemaCompiler(int maxJsonDepth) {
        if (maxJsonDepth < 1) {
            throw new IllegalArgumentException("maxJsonDepth must be at least 1 but is " + maxJsonDepth);
        }
        this.maxJsonDepth = maxJsonDepth;
    }

    /** Never throws: what is wrong with the schema is in {@link CompiledSchema#issues}. */
    public CompiledSchema compile(JsonNode schema) {
        if (Depth.exceeds(schema, maxJsonDepth)) {
            return broken(List.of(new SchemaIssue("/", Depth.MESSAGE)));
        }
        List<SchemaIssue> issues = metaSchema.issues(schema);
        if (!issues.isEmpty()) {
            return broken(issues);
        }
        try {
            SchemaPreparation preparation = new SchemaPreparation();
            Check check = FastCompiler.compile(preparation.schema(schema));
            return new TwoStageSchema(maxJsonDepth, schema, preparation.isBeyondDraft4() ? null : check, disagreements);
        } catch (BrokenSchemaException e) {
            return broken(List.of(new SchemaIssue("$", Violations.cut(e.reason()))));
        }
    }

    /**
     * How often the checks refused what the library then accepted (the library wins). Anything but 0 is a bug of ours
     * that costs time but no data.
     */
    public long disagreements() {
        return disagreements.sum();
    }

    private static CompiledSchema broken(List<SchemaIssue> issues) {
        return new BrokenSchema(issues);
    }
}
