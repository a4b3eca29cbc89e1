package dev.firn.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resolver and enrichments, from a file, a folder or Base64. */
class InputsTest {

    private static final String WRAPPER =
            """
            { "schema": "iglu:com.snowplowanalytics.snowplow/enrichments/jsonschema/1-0-0", "data": [%s] }""";

    @TempDir
    Path folder;

    @Test
    void readsAResolverInEachForm() throws IOException {
        String json = "{\"schema\":\"iglu:a/b/jsonschema/1-0-0\",\"data\":{\"cacheSize\":500}}";
        Path file = Files.writeString(folder.resolve("resolver.json"), json);

        for (String argument : List.of(file.toString(), "file:" + file, Fixtures.base64(json))) {
            assertThat(JsonText.write(resolver(argument))).isEqualTo(json);
        }
    }

    @Test
    void readsAResolverInHoconWithVariables() throws IOException {
        Path file = Files.writeString(
                folder.resolve("resolver.hocon"),
                """
                # comment
                schema = "iglu:a/b/jsonschema/1-0-0"
                data { apikey = ${KEY}, uri = ${?NONE}, cacheTtl = ${system.ttl} }
                """);
        Properties system = new Properties();
        system.setProperty("system.ttl", "60");

        Loaded<JsonNode> loaded = ResolverInput.read(file.toString(), Map.of("KEY", "k"), system);

        assertThat(loaded.<String>fold(JsonText::write, String::valueOf))
                .isEqualTo(
                        "{\"data\":{\"apikey\":\"k\",\"cacheTtl\":\"60\"},\"schema\":\"iglu:a/b/jsonschema/1-0-0\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-0",
                "1.00",
                "1e3",
                "0.1",
                "3.0",
                "12345678901234567890123",
                "1.0e400",
                "12345678901234567.25",
                "9223372036854775807"
            })
    void keepsNumbersOfJsonAsTheyAreWritten(String number) {
        String json = "{\"a\":[" + number + "]}";

        assertThat(JsonText.write(resolver(Fixtures.base64(json)))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-0, -0",
        "1.00, 1.00",
        "1e3, 1e3",
        "0.1, 0.1",
        "3.0, 3.0",
        "1.0e400, 1.0e400",
        "12345678901234567.25, 12345678901234567.25",
        "9223372036854775807, 9223372036854775807",
        "007, 7",
        "true, true",
        "null, null",
        "text, '\"text\"'",
        "'\"1\"', '\"1\"'",
        "[1, [1]",
        "'{b = 1.50}', '{\"b\":1.50}'"
    })
    void keepsTheMeaningOfHocon(String written, String json) {
        String value = written.equals("[1") ? "[1]" : written;

        assertThat(JsonText.write(resolver(Fixtures.base64("a = " + value))))
                .isEqualTo("{\"a\":" + (written.equals("[1") ? "[1]" : json) + "}");
    }

    @Test
    void readsSecretsFromTheirFiles() throws IOException {
        Path secret = Files.writeString(folder.resolve("salt"), "pepper\n");
        String json = "{\"a\":[{\"salt\":{\"file\":\"" + secret + "\"}}],\"b\":{\"file\":\"x\",\"other\":1}}";

        assertThat(JsonText.write(resolver(Fixtures.base64(json))))
                .isEqualTo("{\"a\":[{\"salt\":\"pepper\"}],\"b\":{\"file\":\"x\",\"other\":1}}");
        assertThat(problems(ResolverInput.read(
                        Fixtures.base64("{\"a\":{\"file\":\"/no/such\"}}"), Map.of(), new Properties())))
                .containsExactly("Cannot read file: /no/such (no such file)");
    }

    @Test
    void readsTheFolderOfEnrichmentsInTheOrderOfNames() throws IOException {
        Files.writeString(folder.resolve("b.json"), "{\"schema\":\"b\"}");
        Files.writeString(folder.resolve("a.hocon"), "schema = a, n = ${?N}");
        Files.writeString(folder.resolve("c.txt"), "not read");
        Files.writeString(folder.resolve("d.json.bak"), "not read");
        Files.createDirectory(folder.resolve("e.json"));

        for (String argument : List.of(folder.toString(), folder + "/", "file:" + folder + "/")) {
            Loaded<List<EnrichmentsInput.Source>> loaded =
                    EnrichmentsInput.read(argument, Map.of("N", "5"), new Properties());

            assertThat(loaded.<String>fold(String::valueOf, String::valueOf))
                    .isEqualTo("[Source[source=a.hocon, json={\"n\":\"5\",\"schema\":\"a\"}],"
                            + " Source[source=b.json, json={\"schema\":\"b\"}]]");
        }
    }

    @Test
    void readsEnrichmentsFromBase64() {
        String argument = Fixtures.base64(WRAPPER.formatted("{\"schema\":\"a\"}, {\"schema\":\"b\", \"n\": 1.0}"));

        assertThat(EnrichmentsInput.read(argument, Map.of(), new Properties())
                        .<String>fold(String::valueOf, String::valueOf))
                .isEqualTo("[Source[source=base64[0], json={\"schema\":\"a\"}],"
                        + " Source[source=base64[1], json={\"schema\":\"b\",\"n\":1.0}]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"schema\":\"iglu:a/b/jsonschema/1-0-0\",\"data\":[]} | Cannot decode enrichments - Schema criterion"
                        + " iglu:com.snowplowanalytics.snowplow/enrichments/jsonschema/1-0-* does not match schema"
                        + " iglu:a/b/jsonschema/1-0-0",
                "{\"schema\":\"a\",\"data\":[]} | Cannot decode enrichments - INVALID_IGLUURI",
                "{\"data\":[]} | Cannot decode enrichments - INVALID_DATA_PAYLOAD",
                "[1] | Cannot parse base64 encoded hocon: base64: 1: ",
                "{a = [ | Cannot parse base64 encoded hocon: base64: 1: ",
                "a = ${NONE} | Cannot parse base64 encoded hocon: base64: 1: Could not resolve"
            })
    void saysWhatIsWrongWithBase64(String text, String problem) {
        assertThat(problems(EnrichmentsInput.read(Fixtures.base64(text), Map.of(), new Properties())))
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @Test
    void tellsAllBrokenFiles() throws IOException {
        Path broken = Files.writeString(folder.resolve("a.json"), "{ \"a\": [ }");
        Path list = Files.writeString(folder.resolve("b.json"), "[]");
        Files.write(folder.resolve("c.json"), new byte[] {(byte) 0xff});
        Files.writeString(folder.resolve("d.json"), "{}");

        assertThat(problems(EnrichmentsInput.read(folder.toString(), Map.of(), new Properties())))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Cannot parse file " + broken + ": "),
                        second -> assertThat(second).startsWith("Cannot parse file " + list + ": not an object"),
                        third -> assertThat(third)
                                .isEqualTo("Cannot read file: " + folder.resolve("c.json") + " (not UTF-8)"));
    }

    @Test
    void saysThatAFolderIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{}");

        assertThat(problems(EnrichmentsInput.read("/no/such/folder", Map.of(), new Properties())))
                .containsExactly("Cannot list /no/such/folder directory with JSON: no such directory");
        assertThat(problems(EnrichmentsInput.read(file.toString(), Map.of(), new Properties())))
                .containsExactly("Cannot list " + file + " directory with JSON: not a directory");
    }

    @Test
    void saysWhichResolverCannotBeRead() {
        assertThat(problems(ResolverInput.read("/no/such.json", Map.of(), new Properties())))
                .containsExactly("Cannot read file: /no/such.json (no such file)");
        assertThat(problems(ResolverInput.read(folder.toString(), Map.of(), new Properties())))
                .singleElement()
                .asString()
                .startsWith("Cannot read file: " + folder);
    }

    private static JsonNode resolver(String argument) {
        return ResolverInput.read(argument, Map.of(), new Properties()).fold(node -> node, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static List<String> problems(Loaded<?> loaded) {
        return loaded.fold(
                value -> {
                    throw new AssertionError(value);
                },
                problems -> problems);
    }
}
