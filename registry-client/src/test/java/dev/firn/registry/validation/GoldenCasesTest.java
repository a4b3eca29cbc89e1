package dev.firn.registry.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.SchemaIssue;
import dev.firn.registry.ValidationReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hand-written cases, one by one. */
class GoldenCasesTest {

    private static final SchemaCompiler COMPILER = new SchemaCompiler(40);

    /** Cases in which the reference refuses the schema and we do not. */
    private static final Map<String, String> BETTER_THAN_REFERENCE =
            Map.of("dollar-schema-d4", "draft-04 under its own name is what Iglu's dialect is");

    static Stream<Case> usable() {
        return all().filter(golden -> !golden.isBroken());
    }

    static Stream<Case> broken() {
        return all().filter(Case::isBroken);
    }

    @ParameterizedTest
    @MethodSource("usable")
    void checksAloneGiveTheVerdictOfTheReference(Case golden) throws BrokenSchemaException {
        SchemaPreparation preparation = new SchemaPreparation();
        Check check = FastCompiler.compile(preparation.schema(golden.schema()));

        assertThat(preparation.isBeyondDraft4() || check.accepts(golden.data()) == golden.isValid())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("usable")
    void reportsWhatTheReferenceReports(Case golden) {
        CompiledSchema schema = COMPILER.compile(golden.schema());
        List<ValidationReport> reports = schema.validate(golden.data());

        assertThat(schema.issues()).isEmpty();
        assertThat(reports.isEmpty()).isEqualTo(golden.isValid());
        assertThat(golden.accepted())
                .anySatisfy(expected -> assertThat(reports).containsExactlyInAnyOrderElementsOf(expected));
        assertThat(COMPILER.disagreements()).isZero();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refusesTheSchemaThatTheReferenceRefuses(Case golden) {
        List<SchemaIssue> issues = COMPILER.compile(golden.schema()).issues();

        if (BETTER_THAN_REFERENCE.containsKey(golden.id())) {
            assertThat(issues).isEmpty();
        } else {
            assertThat(issues).isNotEmpty();
        }
        if (!golden.issues().isEmpty()) {
            assertThat(issues).containsExactlyInAnyOrderElementsOf(golden.issues());
        }
    }

    private static Stream<Case> all() {
        return Golden.lines("/iglu-validation/cases.jsonl").stream()
                .map(line -> new Case(
                        line.path("id").asText(), line.path("schema"), line.path("data"), line.path("expect")));
    }

    private record Case(String id, JsonNode schema, JsonNode data, JsonNode expect) {

        boolean isBroken() {
            return expect.path("n1_0_70").path("schemaBroken").asBoolean() || expect.has("schemaIssues");
        }

        boolean isValid() {
            return expect.path("n1_0_70").path("valid").asBoolean();
        }

        List<List<ValidationReport>> accepted() {
            return Stream.of("n1_0_70", "n1_0_76")
                    .filter(expect::has)
                    .map(version -> stream(expect.path(version).path("reports"))
                            .map(Golden::report)
                            .toList())
                    .toList();
        }

        List<SchemaIssue> issues() {
            return stream(expect.path("schemaIssues"))
                    .map(issue -> new SchemaIssue(
                            issue.path("path").asText(), issue.path("message").asText()))
                    .toList();
        }

        private static Stream<JsonNode> stream(JsonNode array) {
            return StreamSupport.stream(array.spliterator(), false);
        }

        @Override
        public String toString() {
            return id;
        }
    }
}
