package dev.firn.registry.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.ValidationReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ten random values for each JSON Schema of Iglu Central. */
class GoldenRandomDataTest {

    private final SchemaCompiler compiler = new SchemaCompiler(40);
    private final Map<String, CompiledSchema> compiled = new HashMap<>();

    @Test
    void givesTheVerdictsOfTheReference() throws BrokenSchemaException {
        List<String> different = new ArrayList<>();
        Map<String, Check> checks = new HashMap<>();
        for (JsonNode line : Golden.randomData()) {
            String uri = line.path("schema").asText();
            boolean valid = line.path("valid").asBoolean();
            if (!checks.containsKey(uri)) {
                checks.put(uri, FastCompiler.compile(new SchemaPreparation().schema(Golden.centralSchema(uri))));
            }
            boolean fast = checks.get(uri).accepts(line.path("data"));
            boolean both = schema(uri).validate(line.path("data")).isEmpty();
            if (fast != valid || both != valid) {
                different.add(uri + " " + line.path("data"));
            }
        }

        assertThat(different).isEmpty();
        assertThat(compiler.disagreements()).isZero();
    }

    @Test
    void reportsTheViolationsOfTheReference() {
        List<String> different = new ArrayList<>();
        int invalid = 0;
        for (JsonNode line : Golden.randomData()) {
            if (line.path("valid").asBoolean()) {
                continue;
            }
            invalid++;
            String uri = line.path("schema").asText();
            List<String> expected = new ArrayList<>();
            line.path("violations").forEach(pair -> expected.add(pair.get(0).asText() + " " + pair.get(1).asText()));
            List<String> found = new ArrayList<>();
            for (ValidationReport report : schema(uri).validate(line.path("data"))) {
                found.add(report.path() + " " + report.keyword());
            }
            expected.sort(null);
            found.sort(null);
            if (!found.equals(expected)) {
                different.add(uri + "\n  expected " + expected + "\n  found    " + found);
            }
        }
        System.out.println(invalid + " invalid, different " + different.size());
        assertThat(different).isEmpty();
    }

    private CompiledSchema schema(String uri) {
        return compiled.computeIfAbsent(uri, key -> {
            CompiledSchema schema = compiler.compile(Golden.centralSchema(key));
            assertThat(schema.issues()).as(key).isEmpty();
            return schema;
        });
    }
}
