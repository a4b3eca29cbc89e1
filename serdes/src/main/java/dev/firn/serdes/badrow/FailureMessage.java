package dev.firn.serdes.badrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.IgluError;
import dev.firn.registry.ParseError;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was wrong with one thing. Which variants a kind of bad row may hold is fixed by its schema. */
public sealed interface FailureMessage {

    /** A field whose value is not what was expected. */
    record InputData(String field, @Nullable String value, String expectation) implements FailureMessage {}

    /** A field that should have held JSON; {@code error} starts with {@code invalid json: }. */
    record NotJson(String field, @Nullable String value, String error) implements FailureMessage {}

    /** JSON that should have been self-describing. */
    record NotIglu(JsonNode json, ParseError error) implements FailureMessage {}

    /** A webhook event whose type has no schema; {@code expectedMapping} is type to Iglu URI. */
    record SchemaMapping(@Nullable String actual, Map<String, SchemaKey> expectedMapping, String expectation)
            implements FailureMessage {}

    /** Data that could not be shown to fit its schema. */
    record IgluFailure(SchemaKey schemaKey, IgluError error) implements FailureMessage {}

    /** Data of another schema than asked for. */
    record CriterionMismatch(SchemaKey schemaKey, SchemaCriterion schemaCriterion) implements FailureMessage {}

    /** Just a text. */
    record Simple(String error) implements FailureMessage {}
}
