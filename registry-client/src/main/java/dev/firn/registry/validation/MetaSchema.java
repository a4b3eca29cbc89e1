package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import dev.firn.registry.SchemaIssue;
import dev.firn.registry.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The schema of schemas: draft-04, under the names by which an Iglu schema may call it. */
final class MetaSchema {

    private static final String SELF_DESCRIBING =
            "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0";
    private static final String DRAFT_4 = "http://json-schema.org/draft-04/schema";
    private static final Set<String> NAMES = Set.of(SELF_DESCRIBING, SELF_DESCRIBING + "#", DRAFT_4, DRAFT_4 + "#");

    private final JsonNode document;
    private final Check check;
    private final Schema schema;

    MetaSchema() {
        document = load();
        ObjectNode draft4 = new SchemaPreparation().schema(document);
        schema = NetworkntSchemas.compile(draft4);
        try {
            check = FastCompiler.compile(draft4);
        } catch (BrokenSchemaException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Why {@code candidate} is no schema of ours; empty if it is one. */
    List<SchemaIssue> issues(JsonNode candidate) {
        JsonNode name = candidate.path("$schema");
        if (!name.isMissingNode() && !NAMES.contains(name.asText())) {
            return List.of(new SchemaIssue("$", Violations.cut("Unknown MetaSchema: " + name.asText())));
        }
        if (check.accepts(candidate)) {
            return List.of();
        }
        return Violations.of(schema, document, candidate).stream()
                .map(report -> new SchemaIssue(Objects.requireNonNullElse(report.path(), "$"), report.message()))
                .toList();
    }

    private static JsonNode load() {
        // the library's own copy of the standard's document
        try (InputStream in = Schema.class.getResourceAsStream("/draft-04/schema")) {
            byte[] json = Objects.requireNonNull(in, "draft-04/schema").readAllBytes();
            return JsonText.parse(json).fold(node -> node, message -> {
                throw new IllegalStateException(message);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
