package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.command.ExitCode;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.serdes.payload.FramedRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application finds what is not in its core: libraries with data, the script engine, users' plugins. */
class EnrichmentsInThePackageTest {

    private static final Path ROOT = Path.of(System.getProperty("firn.root", "."));
    private static final String SNOWPLOW = "com.snowplowanalytics.snowplow";

    @TempDir
    private Path folder;

    private Path configs;

    @BeforeEach
    void makeFolder() throws IOException {
        configs = Files.createDirectory(folder.resolve("enrichments"));
    }

    private void config(String vendor, String name, String version, String parameters) throws IOException {
        Files.writeString(
                configs.resolve(name + ".json"),
                """
                {"schema": "iglu:%1$s/%2$s/jsonschema/%3$s",
                 "data": {"vendor": "%1$s", "name": "%2$s", "enabled": true, "parameters": %4$s}}"""
                        .formatted(vendor, name, version, parameters));
    }

    private List<EnrichedEvent> enrich(String name, String... more) throws IOException {
        Path in = folder.resolve(name + ".bin");
        try (FramedRecords.Writer writer = FramedRecords.writer(Files.newOutputStream(in))) {
            for (byte[] record : TrackerCapture.records()) {
                writer.write(record);
            }
        }
        Path good = folder.resolve(name + ".tsv");
        List<String> arguments = new ArrayList<>(List.of(
                "enrich", "--in", in.toString(), "--enrichments", configs.toString(), "--good", good.toString()));
        arguments.addAll(List.of(more));
        try (FirnProcess firn = FirnProcess.runPackaged(folder, name, arguments.toArray(new String[0]))) {
            assertThat(firn.exitCode(FirnProcess.START_LIMIT)).as(firn.err()).isEqualTo(ExitCode.OK);
        }
        return Files.readAllLines(good).stream()
                .map(line -> EnrichedTsv.decode(line.getBytes(StandardCharsets.UTF_8))
                        .orThrow())
                .toList();
    }

    @Test
    void runsWhatNeedsLibrariesDataFilesAndTheScriptPlugin() throws IOException {
        // given
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.copy(
                ROOT.resolve("enrichments/src/test/resources/dev/firn/enrichments/iplookups/GeoIP2-City-Test.mmdb"),
                data.resolve("GeoIP2-City.mmdb"));
        config(
                SNOWPLOW,
                "ip_lookups",
                "2-0-0",
                "{\"geo\": {\"database\": \"GeoIP2-City.mmdb\", \"uri\": \"%s\"}}".formatted(data.toUri()));
        config(SNOWPLOW, "ua_parser_config", "1-0-0", "{}");
        config(SNOWPLOW + ".enrichments", "yauaa_enrichment_config", "1-0-0", "{}");
        String script = "function process(event) { event.setTr_affiliation('of ' + event.getApp_id()); return []; }";
        config(
                SNOWPLOW,
                "javascript_script_config",
                "1-0-0",
                "{\"script\": \"%s\"}"
                        .formatted(Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8))));

        // when
        List<EnrichedEvent> events = enrich("all");

        // then
        assertThat(events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.text(AtomicField.TR_AFFILIATION)).isEqualTo("of " + event.text(AtomicField.APP_ID));
            assertThat(String.valueOf(event.json(AtomicField.DERIVED_CONTEXTS)))
                    .contains("ua_parser_context/jsonschema/1-0-0", "nl.basjes/yauaa_context/jsonschema/1-0-5");
        });
    }

    @Test
    void listsWhatIsOnWithItsDataFiles() throws IOException {
        // given
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.copy(
                ROOT.resolve("enrichments/src/test/resources/dev/firn/enrichments/referer/referers-cc0.json"),
                data.resolve("referers.json"));
        config(
                SNOWPLOW,
                "referer_parser",
                "2-0-0",
                "{\"internalDomains\": [], \"database\": \"referers.json\", \"uri\": \"%s\"}".formatted(data.toUri()));
        Files.writeString(
                configs.resolve("off.json"),
                """
                {"schema": "iglu:com.snowplowanalytics.snowplow/anon_ip/jsonschema/1-0-1",
                 "data": {"vendor": "com.snowplowanalytics.snowplow", "name": "anon_ip", "enabled": false,
                  "parameters": {"anonOctets": 1, "anonSegments": 1}}}""");

        // when
        try (FirnProcess firn = FirnProcess.runPackaged(folder, "lint", "lint", "--enrichments", configs.toString())) {
            // then
            assertThat(firn.exitCode(FirnProcess.START_LIMIT)).isEqualTo(ExitCode.OK);
            assertThat(firn.out())
                    .containsPattern("anon_ip +1-0-1 +off")
                    .containsPattern("referer_parser +2-0-0 +on")
                    .containsPattern(
                            "database: file:.*referers.json, 230,837 bytes, of .* \\(\\d+ days? old\\), sha256 \\p{XDigit}{12}");
        }
    }

    @Test
    void refusesToStartOnADataFileThatIsNotWhatItShouldBe() throws IOException {
        // given
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("GeoIP2-City.mmdb"), "this is no database");
        config(
                SNOWPLOW,
                "ip_lookups",
                "2-0-0",
                "{\"geo\": {\"database\": \"GeoIP2-City.mmdb\", \"uri\": \"%s\"}}".formatted(data.toUri()));

        // when
        try (FirnProcess firn =
                FirnProcess.runPackaged(folder, "broken", "lint", "--enrichments", configs.toString())) {
            // then
            assertThat(firn.exitCode(FirnProcess.START_LIMIT)).isEqualTo(ExitCode.BAD_CONFIGURATION);
            assertThat(firn.err()).contains("firn: error: ip_lookups.json", "GeoIP2-City.mmdb");
        }
    }

    @Test
    void takesAUsersEnrichmentFromThePluginFolder() throws IOException {
        // given
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path example = ROOT.resolve("enrichments/example/target");
        try (var jars = Files.newDirectoryStream(example, "firn-example-enrichment-*.jar")) {
            for (Path jar : jars) {
                Files.copy(jar, plugins.resolve("example.jar"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        config("com.example", "app_owner_config", "1-0-0", "{\"teams\": {\"shop-web\": \"checkout\"}}");

        // when
        List<EnrichedEvent> events = enrich("plugin", "--plugins", plugins.toString());

        // then
        assertThat(events)
                .filteredOn(event -> "shop-web".equals(event.text(AtomicField.APP_ID)))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(String.valueOf(event.json(AtomicField.DERIVED_CONTEXTS)))
                        .contains("\"iglu:com.example/app_owner/jsonschema/1-0-0\"", "\"checkout\""));
    }

    @Test
    void saysWhichPluginIsBroken() throws IOException {
        // given
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.writeString(plugins.resolve("half-a-download.jar"), "PK");

        // when
        try (FirnProcess firn = FirnProcess.runPackaged(
                folder,
                "broken-plugin",
                "lint",
                "--enrichments",
                configs.toString(),
                "--plugins",
                plugins.toString())) {
            // then
            assertThat(firn.exitCode(FirnProcess.START_LIMIT)).isEqualTo(ExitCode.BAD_CONFIGURATION);
            assertThat(firn.err()).contains("plugin half-a-download.jar");
        }
    }
}
