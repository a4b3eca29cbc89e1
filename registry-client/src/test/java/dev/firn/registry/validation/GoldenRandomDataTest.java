package dev.firn.registry.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.ValidationReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the reference said about thousands of random values: to Iglu Central's schemas, to random schemas, to formats. */
class GoldenRandomDataTest {

    private final SchemaCompiler compiler = new SchemaCompiler(40);
    private final Map<JsonNode, CompiledSchema> compiled = new HashMap<>();
    private final Map<JsonNode, Check> checks = new HashMap<>();
    private final List<String> different = new ArrayList<>();

    @Test
    void judgesDataOfIgluCentralAsTheReferenceDoes() throws BrokenSchemaException {
        for (JsonNode line : Golden.lines("/iglu-validation/central-random.jsonl.gz")) {
            JsonNode schema = Golden.centralSchema(line.path("schema").asText());
            List<String> expected = new ArrayList<>();
            line.path("violations")
                    .forEach(pair -> expected.add(
                            pair.get(0).asText() + " " + pair.get(1).asText()));
            List<String> found = new ArrayList<>();
            for (ValidationReport report : compiled(schema).validate(line.path("data"))) {
                found.add(report.path() + " " + report.keyword());
            }
            compare(line, schema, expected, found);
        }
        assertNoDifference();
    }

    @Test
    void judgesRandomSchemasAsTheReferenceDoes() throws BrokenSchemaException {
        for (JsonNode line : Golden.lines("/iglu-validation/random-schemas.jsonl.gz")) {
            JsonNode schema = line.path("schema");
            List<String> expected = new ArrayList<>();
            line.path("reports")
                    .forEach(report -> expected.add(Golden.report(report).toString()));
            List<String> found = new ArrayList<>();
            for (ValidationReport report : compiled(schema).validate(line.path("data"))) {
                found.add(report.toString());
            }
            compare(line, schema, expected, found);
        }
        assertNoDifference();
    }

    @Test
    void knowsFormatsAsTheReferenceDoes() {
        for (JsonNode line : Golden.lines("/iglu-validation/formats.jsonl.gz")) {
            StringFormat format = StringFormat.named(line.path("format").asText());
            boolean valid = line.path("valid").asBoolean();
            if (format == null || format.accepts(line.path("value").asText()) != valid) {
                different.add(line.toString());
            }
        }
        assertThat(different).isEmpty();
    }

    private void compare(JsonNode line, JsonNode schema, List<String> expected, List<String> found)
            throws BrokenSchemaException {
        expected.sort(null);
        found.sort(null);
        boolean valid = line.path("valid").asBoolean();
        if (check(schema).accepts(line.path("data")) != valid || found.isEmpty() != valid || !found.equals(expected)) {
            different.add(line + "\n  expected " + expected + "\n  found    " + found);
        }
    }

    private void assertNoDifference() {
        assertThat(different).isEmpty();
        assertThat(compiler.disagreements()).isZero();
    }

    private Check check(JsonNode schema) throws BrokenSchemaException {
        Check check = checks.get(schema);
        if (check == null) {
            check = FastCompiler.compile(new SchemaPreparation().schema(schema));
            checks.put(schema, check);
        }
        return check;
    }

    private CompiledSchema compiled(JsonNode schema) {
        return compiled.computeIfAbsent(schema, key -> {
            CompiledSchema result = compiler.compile(key);
            assertThat(result.issues()).as(key.toString()).isEmpty();
            return result;
        });
    }
}
