package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.ValidationReport;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.registry.validation.CompiledSchema;
import dev.firn.registry.validation.SchemaCompiler;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRowJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds what is written against the schemas that Iglu Central publishes for it. */
final class BadRowSchemas {

    private static final SchemaCompiler COMPILER = new SchemaCompiler(1000);
    private static final Map<SchemaKey, CompiledSchema> COMPILED = new ConcurrentHashMap<>();

    private BadRowSchemas() {}

    /** Fails the test when the row, as it is written, breaks its schema. */
    static void check(BadRow row) {
        check(written(row));
    }

    static void check(SelfDescribingJson json) {
        assertThat(reports(json)).as(() -> JsonText.write(json.toJson())).isEmpty();
    }

    /** Fails the test when anything breaks the row's schema but the input it quotes. */
    static void checkFailure(BadRow row) {
        assertThat(reports(written(row))).as(() -> Outcomes.text(row)).allSatisfy(report -> assertThat(report.path())
                .startsWith("$.payload"));
    }

    private static SelfDescribingJson written(BadRow row) {
        ParsedJson parsed = JsonText.parse(BadRowJson.encode(row));
        return SelfDescribingJson.of(((ParsedJson.Json) parsed).node()).orThrow();
    }

    private static List<ValidationReport> reports(SelfDescribingJson json) {
        CompiledSchema schema = COMPILED.computeIfAbsent(json.schema(), BadRowSchemas::compile);
        assertThat(schema.issues()).isEmpty();
        return schema.validate(json.data());
    }

    private static CompiledSchema compile(SchemaKey key) {
        String path = "/iglu-central/schemas/" + key.toString().substring("iglu:".length());
        try (InputStream in = BadRowSchemas.class.getResourceAsStream(path)) {
            JsonNode schema = new ObjectMapper().readTree(in);
            return COMPILER.compile(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
