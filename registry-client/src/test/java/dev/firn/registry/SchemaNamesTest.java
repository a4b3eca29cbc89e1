package dev.firn.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaNamesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsAPartialKeyWithUnknownNumbers() {
        assertThat(PartialSchemaKey.parse("iglu:com.acme/x/jsonschema/1-?-?"))
                .isEqualTo(Decoded.ok(new PartialSchemaKey("com.acme", "x", "jsonschema", 1, null, null)));
        assertThat(PartialSchemaKey.parse("iglu:com.acme/x/jsonschema/?-0-?").orThrow())
                .hasToString("iglu:com.acme/x/jsonschema/?-0-?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-?-?", "1-?", "1-?-?-?", "1-*-0", "01-?-0", "1-??-0", "1-?-99999999999", "", "--"})
    void refusesABadPartialVersionAsNoIgluUri(String version) {
        assertThat(PartialSchemaKey.parse("iglu:com.acme/x/jsonschema/" + version))
                .isEqualTo(Decoded.invalid(ParseError.INVALID_IGLUURI));
    }

    @Test
    void completesAPartialKeyOnlyWhenAllIsKnown() {
        assertThat(PartialSchemaKey.parse("iglu:com.acme/x/jsonschema/1-2-3")
                        .orThrow()
                        .toSchemaKey())
                .contains(SchemaKey.of("iglu:com.acme/x/jsonschema/1-2-3"));
        assertThat(PartialSchemaKey.parse("iglu:com.acme/x/jsonschema/1-2-?")
                        .orThrow()
                        .toSchemaKey())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1-0-*, 1-0-?, true",
        "1-0-*, 1-1-?, false",
        "1-0-5, 1-0-?, true",
        "*-*-*, ?-?-?, true",
        "2-*-*, 1-?-?, false",
    })
    void matchesAnUnknownNumberWithAnyCriterion(String criterion, String key, boolean matches) {
        assertThat(SchemaCriterion.of("iglu:com.acme/x/jsonschema/" + criterion)
                        .matches(PartialSchemaKey.parse("iglu:com.acme/x/jsonschema/" + key)
                                .orThrow()))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "1-0-*, 1-0-7, true",
        "1-0-*, 1-1-0, false",
        "1-*-0, 1-5-0, true",
        "*-*-*, 3-2-1, true",
        "1-0-2, 1-0-1, false"
    })
    void matchesOnlyEqualNumbers(String criterion, String version, boolean matches) {
        assertThat(SchemaCriterion.of("iglu:com.acme/x/jsonschema/" + criterion)
                        .matches(SchemaKey.of("iglu:com.acme/x/jsonschema/" + version)))
                .isEqualTo(matches);
    }

    @Test
    void readsAListInItsOrder() throws Exception {
        JsonNode list = JSON.readTree(
                "[\"iglu:a/b/jsonschema/1-0-0\",\"iglu:a/b/jsonschema/1-1-0\",\"iglu:a/b/jsonschema/1-0-1\"]");

        assertThat(SchemaList.of(list).orElseThrow().schemas())
                .map(key -> key.version().toString())
                .containsExactly("1-0-0", "1-1-0", "1-0-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "null",
                "[1]",
                "[\"x\"]",
                "[\"iglu:a/b/jsonschema/1-0-1\"]",
                "[\"iglu:a/b/jsonschema/1-1-0\"]",
                "[\"iglu:a/b/jsonschema/1-0-0\",\"iglu:a/b/jsonschema/1-0-0\"]",
                "[\"iglu:a/b/jsonschema/1-0-0\",\"iglu:a/c/jsonschema/1-0-1\"]",
                "[\"iglu:a/b/jsonschema/1-0-0\",\"iglu:c/b/jsonschema/1-0-1\"]",
            })
    void refusesAListThatBreaksTheRules(String json) throws Exception {
        assertThat(SchemaList.of(JSON.readTree(json))).isEmpty();
    }

    @Test
    void readsTheSelfOfASchema() {
        ObjectNode schema = Schemas.object("iglu:com.acme/x/jsonschema/1-0-2");

        assertThat(SelfDescribingSchema.of(schema))
                .isEqualTo(
                        Decoded.ok(new SelfDescribingSchema(SchemaKey.of("iglu:com.acme/x/jsonschema/1-0-2"), schema)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/self/vendor | null | INVALID_SCHEMA",
                "/self/vendor | \"a/b\" | INVALID_SCHEMA",
                "/self/name | \"a.b\" | INVALID_SCHEMA",
                "/self/format | 1 | INVALID_SCHEMA",
                "/self/version | null | INVALID_SCHEMA",
                "/self/version | \"1-0\" | INVALID_SCHEMAVER",
                "/self/version | \"1-0-?\" | INVALID_SCHEMAVER",
                "/self | null | INVALID_SCHEMA",
                "/$schema | \"http://json-schema.org/draft-04/schema#\" | INVALID_METASCHEMA",
                "/$schema | null | INVALID_METASCHEMA",
            })
    void saysWhatIsWrongWithASchema(String pointer, String value, ParseError expected) throws Exception {
        ObjectNode schema = Schemas.object("iglu:com.acme/x/jsonschema/1-0-0");
        int cut = pointer.lastIndexOf('/');
        ((ObjectNode) schema.at(pointer.substring(0, cut))).set(pointer.substring(cut + 1), JSON.readTree(value));

        assertThat(SelfDescribingSchema.of(schema)).isEqualTo(Decoded.invalid(expected));
    }
}
