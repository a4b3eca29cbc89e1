package dev.firn.registry.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.SchemaIssue;
import dev.firn.registry.ValidationReport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCompilerTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final SchemaCompiler compiler = new SchemaCompiler(40);

    @ParameterizedTest
    @CsvSource({"3,true", "4,false"})
    void countsTheRootAndEachScalarAsALevel(int levels, boolean tooDeep) {
        CompiledSchema schema = new SchemaCompiler(levels).compile(json("{}"));

        List<ValidationReport> reports = schema.validate(json("{'a':[{'b':1}]}"));

        assertThat(reports.equals(
                        List.of(new ValidationReport("Maximum allowed JSON depth exceeded", "/", null, List.of()))))
                .isEqualTo(tooDeep);
    }

    @Test
    void refusesSchemasThatAreTooDeep() {
        JsonNode schema = json("{'properties':{'a':{'type':'string'}}}");

        assertThat(new SchemaCompiler(4).compile(schema).issues()).isEmpty();
        assertThat(new SchemaCompiler(3).compile(schema).issues())
                .containsExactly(new SchemaIssue("/", "Maximum allowed JSON depth exceeded"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$schema':'http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#'}",
                "{'$schema':'http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0'}",
                "{'$schema':'http://json-schema.org/draft-04/schema#'}",
                "{'$schema':'http://json-schema.org/draft-04/schema'}",
                "{}"
            })
    void takesTheNamesOfDraft4(String schema) {
        assertThat(compiler.compile(json(schema)).issues()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$schema':'http://json-schema.org/draft-07/schema#'}",
                "{'$schema':5}",
                "{'properties':{'a':{'$ref':'other.json'}}}",
                "{'properties':{'a':{'$ref':'file:///etc/passwd'}}}",
                "{'properties':{'a':{'$ref':'#/definitions/none'}}}",
                "{'other':{'a':5},'properties':{'a':{'$ref':'#/other/a'}}}",
                "{'$ref':'#'}",
                "{'definitions':{'a':{'allOf':[{'$ref':'#/definitions/a'}]}},'not':{'$ref':'#/definitions/a'}}",
                "{'pattern':'('}",
                "{'patternProperties':{'[':{}}}",
                "true",
                "[]",
                "null"
            })
    void refusesWhatCannotBeCompiled(String schema) {
        CompiledSchema compiled = compiler.compile(json(schema));

        assertThat(compiled.issues()).hasSize(1).allSatisfy(issue -> assertThat(issue.path())
                .isEqualTo("$"));
        assertThatThrownBy(() -> compiled.validate(json("1"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leavesReferencesInUnusedPlacesAndInValuesAlone() {
        assertThat(compiler.compile(json("{'definitions':{'a':{'$ref':'x.json'}},'default':{'$ref':'y'}}"))
                        .issues())
                .isEmpty();
        assertThat(compiler.compile(json("{'enum':[{'$ref':'http://a'}]}")).validate(json("{'$ref':'http://a'}")))
                .isEmpty();
    }

    @Test
    void findsPropertiesCalledLikeKeywords() {
        CompiledSchema schema =
                compiler.compile(json("{'properties':{'enum':{'$ref':'#/definitions/d'},'id':{'type':'integer'}},"
                        + "'definitions':{'d':{'type':'null'}}}"));

        assertThat(schema.validate(json("{'enum':1,'id':'x'}")))
                .extracting(ValidationReport::path)
                .containsExactlyInAnyOrder("$.enum", "$.id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#/definitions/a~1b", "#/definitions/a%2Fb", "#/properties/list/items/0"})
    void followsPointers(String reference) {
        CompiledSchema schema = compiler.compile(json("{'definitions':{'a/b':{'type':'string'}},"
                + "'properties':{'list':{'items':[{'type':'string'}]},'k':{'$ref':'" + reference + "'}}}"));

        if (reference.contains("%2F")) {
            assertThat(schema.issues()).isEmpty();
        }
        assertThat(schema.validate(json("{'k':1}")))
                .containsExactly(new ValidationReport(
                        "$.k: integer found, string expected", "$.k", "type", List.of("integer", "string")));
    }

    @Test
    void validatesRecursiveSchemas() {
        CompiledSchema tree =
                compiler.compile(json("{'type':'object','properties':{'left':{'$ref':'#'},'right':{'$ref':'#'}},"
                        + "'additionalProperties':false}"));

        assertThat(tree.validate(json("{'left':{'right':{}}}"))).isEmpty();
        assertThat(tree.validate(json("{'left':{'right':{'up':{}}}}")))
                .extracting(ValidationReport::path)
                .containsExactly("$.left.right");
    }

    @Test
    void boundsReports() {
        CompiledSchema schema = compiler.compile(json("{'items':{'type':'integer'}}"));
        CompiledSchema names = compiler.compile(json("{'additionalProperties':false}"));

        List<ValidationReport> many = schema.validate(json("[" + "'x',".repeat(199) + "'x']"));
        List<ValidationReport> evenMore = schema.validate(json("[" + "'x',".repeat(99_999) + "'x']"));
        List<ValidationReport> long1 = names.validate(json("{'" + "😀".repeat(5000) + "':1}"));

        assertThat(many).hasSize(65).last().isEqualTo(new ValidationReport("136 more", null, null, List.of()));
        assertThat(evenMore).hasSize(65);
        assertThat(long1).singleElement().satisfies(report -> {
            assertThat(report.message().length()).isBetween(1000, 1024);
            assertThat(report.targets())
                    .allSatisfy(target -> assertThat(target.length()).isLessThanOrEqualTo(1024));
        });
    }

    @Test
    void survivesHostilePatterns() {
        CompiledSchema exponential = compiler.compile(json("{'pattern':'^(a+)+$'}"));
        CompiledSchema recursive = compiler.compile(json("{'pattern':'^(a|b)*$'}"));
        CompiledSchema quadratic = compiler.compile(json("{'pattern':'x*x*x*y'}"));

        Assertions.assertTimeout(SOON, () -> {
            assertThat(exponential.validate(json("'" + "a".repeat(40) + "!'"))).isNotEmpty();
            assertThat(recursive.validate(json("'" + "ab".repeat(500_000) + "'")))
                    .isNotNull();
            assertThat(quadratic.validate(json("'" + "x".repeat(100_000) + "'")))
                    .isNotEmpty();
        });
    }

    @Test
    void survivesHostileNumbers() {
        CompiledSchema schema =
                compiler.compile(json("{'items':{'minimum':-5,'maximum':5,'multipleOf':0.01,'enum':[1]}}"));
        String digits = "9".repeat(100_000);

        Assertions.assertTimeout(SOON, () -> {
            assertThat(schema.validate(json("[1e1000000000,-1e1000000000,1e-1000000000,1E+99999999999999999999]")))
                    .isNotEmpty();
            assertThat(schema.validate(json("[" + digits + ",0." + digits + "," + digits + "e-100000]")))
                    .isNotEmpty();
        });
    }

    @Test
    void comparesNumbersExactly() {
        CompiledSchema schema = compiler.compile(json("{'minimum':3,'multipleOf':0.01}"));

        assertThat(schema.validate(json("3"))).isEmpty();
        assertThat(schema.validate(json("19.99"))).isEmpty();
        assertThat(schema.validate(json("2.9999999999999999999"))).hasSize(2);
        assertThat(compiler.compile(json("{'multipleOf':2}")).validate(json("9007199254740993")))
                .hasSize(1);
    }

    @Test
    void leavesKeywordsOfTheLibraryAloneToIt() {
        CompiledSchema schema = compiler.compile(json("{'notAllowed':['a']}"));

        assertThat(schema.validate(json("{'b':1}"))).isEmpty();
        assertThat(schema.validate(json("{'a':1}"))).hasSize(1);
        assertThat(compiler.disagreements()).isZero();
    }

    @Test
    void refusesADepthThatNothingFits() {
        assertThatThrownBy(() -> new SchemaCompiler(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonNode json(String text) {
        return Golden.json(text.replace('\'', '"'));
    }
}
