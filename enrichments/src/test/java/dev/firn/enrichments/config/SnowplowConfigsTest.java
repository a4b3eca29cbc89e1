package dev.firn.enrichments.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.config.Finding.Severity;
import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Configuration files of Snowplow work as they are: every enrichment of this module, every version of its schema. */
class SnowplowConfigsTest {

    /** What the configurations write where their data files are. */
    private static final String FOLDER = "file:/etc/firn/";

    /** Knows no schema: all of them come from the class path. */
    private static final IgluClient CLIENT = IgluClient.builder()
            .registries(List.of(Registries.inMemory("empty", List.of())))
            .refreshInline()
            .build();

    private static final Resources WITHOUT_FILES = Configs.RESOURCES.with(new NoAssets());

    @TempDir
    static Path folder;

    @BeforeAll
    static void putDataFiles() throws IOException {
        put("asn/bad-asn-list.csv", "asn/bad-asn-list.csv");
        put("iab/exclude_current.txt", "iab/exclude_current.txt");
        put("iab/include_current.txt", "iab/include_current.txt");
        put("iab/ip_exclude_current_cidr.txt", "iab/ip_exclude_current_cidr.txt");
        put("iplookups/GeoLite2-ASN-Test.mmdb", "maxmind/GeoLite2-ASN.mmdb");
        put("iplookups/GeoLite2-City-Test.mmdb", "maxmind/GeoLite2-City.mmdb");
        put("referer/referers-cc0.json", "referers/referers-cc0.json");
        put("uaparser/uap-test-rules.yml", "ua/regexes.yaml");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void loadsAsItIs(SchemaKey key, JsonNode config) {
        try (LoadedEnrichments loaded = load(withFilesOf(folder, config), Configs.RESOURCES)) {
            assertThat(errors(loaded)).isEmpty();
            assertThat(loaded.enrichments())
                    .extracting(ConfiguredEnrichment::configuration)
                    .containsExactly(key);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void needsNoDataFileWhenDisabled(SchemaKey key, JsonNode config) {
        ((ObjectNode) config.get("data")).put("enabled", false);
        try (LoadedEnrichments loaded = load(config, WITHOUT_FILES)) {
            assertThat(loaded.findings()).as(key.toString()).isEmpty();
            assertThat(loaded.enrichments()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void namesTheDataFileThatIsMissing(SchemaKey key, JsonNode config) {
        boolean needsFiles = config.toString().contains(FOLDER);
        try (LoadedEnrichments loaded = load(withFilesOf(folder.resolve("absent"), config), Configs.RESOURCES)) {
            assertThat(errors(loaded)).as(key.toString()).hasSize(needsFiles ? 1 : 0);
            assertThat(errors(loaded))
                    .allSatisfy(
                            message -> assertThat(message).contains("absent/").contains("does not exist"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void refusesAMemberThatTheSchemaDoesNotKnow(SchemaKey key, JsonNode config) {
        ((ObjectNode) config.get("data")).put("unheardOf", true);
        try (LoadedEnrichments loaded = load(config, WITHOUT_FILES)) {
            assertThat(onlyError(loaded))
                    .startsWith("Enrichment with key '" + key + "` is invalid - {\"error\":\"ValidationError\"")
                    .contains("unheardOf");
        }
    }

    @Test
    void thereIsAConfigurationForEveryEnrichment() throws IOException {
        List<SchemaKey> shown =
                lines().map(Configs::json).map(SnowplowConfigsTest::key).toList();
        for (EnrichmentFactory factory : ServiceLoader.load(EnrichmentFactory.class)) {
            SchemaCriterion supported = factory.configuration();
            if (supported.vendor().startsWith("com.snowplowanalytics.")) {
                assertThat(shown).as(supported.toString()).anyMatch(supported::matches);
            }
        }
    }

    /** Versions whose schema is known, so that it is the enrichment that refuses. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            com.snowplowanalytics.snowplow             | ip_lookups            | 1-0-0 | 2-0-* | {"geo":{"database":"GeoLiteCity.dat","uri":"http://127.0.0.1:1/files"}}
            com.snowplowanalytics.snowplow             | referer_parser        | 1-0-0 | 2-0-* | {"internalDomains":["shop.example.com"]}
            com.snowplowanalytics.snowplow.enrichments | pii_enrichment_config | 1-0-0 | 2-0-* | {"pii":[{"pojo":{"field":"user_id"}}],"strategy":{"pseudonymize":{"hashFunction":"SHA-256"}}}
            """)
    void refusesAnOldVersion(String vendor, String name, String version, String supported, String parameters) {
        String schema = "iglu:" + vendor + "/" + name + "/jsonschema/";
        JsonNode config = config(schema + version, vendor, name, parameters);
        try (LoadedEnrichments loaded = load(config, WITHOUT_FILES)) {
            assertThat(onlyError(loaded))
                    .isEqualTo("Schema key " + schema + version + " is not supported. A '" + name
                            + "' enrichment must have schema " + schema + supported + ".");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void refusesAVersionToCome(SchemaKey key, JsonNode config) {
        String schema = "iglu:" + key.vendor() + "/" + key.name() + "/jsonschema/";
        IgluClient client = IgluClient.builder()
                .registries(List.of(Registries.inMemory("future", List.of(anySchema(key, "9-0-0")))))
                .refreshInline()
                .build();
        ((ObjectNode) config).put("schema", schema + "9-0-0");
        try (LoadedEnrichments loaded = load(config, WITHOUT_FILES, client)) {
            assertThat(onlyError(loaded))
                    .isEqualTo("Schema key " + schema + "9-0-0 is not supported. A '" + key.name()
                            + "' enrichment must have schema " + schema
                            + key.version().model() + "-0-*.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -
            {}
            """)
    void saysWhyTheOldUserAgentEnrichmentIsNotRun(String parameters) {
        JsonNode config = config(
                "iglu:com.snowplowanalytics.snowplow/user_agent_utils_config/jsonschema/1-0-0",
                "com.snowplowanalytics.snowplow",
                "user_agent_utils_config",
                parameters);
        try (LoadedEnrichments loaded = load(config, Configs.RESOURCES)) {
            assertThat(loaded.hasErrors()).isFalse();
            assertThat(loaded.enrichments()).isEmpty();
            assertThat(loaded.findings()).hasSize(1);
            assertThat(loaded.findings().get(0).severity()).isEqualTo(Severity.WARNING);
            assertThat(loaded.findings().get(0).message())
                    .startsWith("The 'user_agent_utils_config' enrichment is NOT run: the library behind it is end of"
                            + " life and knows no browser newer than 2018; use ua_parser_config or"
                            + " yauaa_enrichment_config");
        }
    }

    static Stream<Arguments> configurations() throws IOException {
        return lines().map(Configs::json).map(json -> Arguments.of(key(json), json));
    }

    private static SchemaKey key(JsonNode config) {
        return SchemaKey.of(config.get("schema").textValue());
    }

    private static Stream<String> lines() throws IOException {
        try (InputStream in = SnowplowConfigsTest.class.getResourceAsStream("snowplow-configs.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        }
    }

    private static void put(String resource, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = SnowplowConfigsTest.class.getResourceAsStream("/dev/firn/enrichments/" + resource)) {
            Files.copy(in, file);
        }
    }

    private static JsonNode withFilesOf(Path folder, JsonNode config) {
        return Configs.json(config.toString().replace(FOLDER, folder.toUri() + (Files.exists(folder) ? "" : "/")));
    }

    private static JsonNode config(String schema, String vendor, String name, String parameters) {
        ObjectNode config = (ObjectNode) Configs.json("{\"data\": {\"enabled\": true}}");
        config.put("schema", schema);
        ObjectNode data = (ObjectNode) config.get("data");
        data.put("vendor", vendor).put("name", name);
        if (parameters != null) {
            data.set("parameters", Configs.json(parameters));
        }
        return config;
    }

    private static JsonNode anySchema(SchemaKey key, String version) {
        return Configs.json(
                """
                {"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
                 "self": {"vendor": "%s", "name": "%s", "format": "jsonschema", "version": "%s"}}"""
                        .formatted(key.vendor(), key.name(), version));
    }

    private static LoadedEnrichments load(JsonNode config, Resources resources) {
        return load(config, resources, CLIENT);
    }

    private static LoadedEnrichments load(JsonNode config, Resources resources, IgluClient client) {
        return EnrichmentConfigs.load(
                List.of(new NamedConfig("config.json", config)),
                client,
                resources,
                SnowplowConfigsTest.class.getClassLoader());
    }

    private static List<String> errors(LoadedEnrichments loaded) {
        return loaded.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::message)
                .toList();
    }

    private static String onlyError(LoadedEnrichments loaded) {
        assertThat(loaded.hasErrors()).isTrue();
        assertThat(loaded.findings()).hasSize(1);
        return loaded.findings().get(0).message();
    }

    /** Fails whoever asks for a data file. */
    private static final class NoAssets implements Assets {
        @Override
        public <T> Asset<T> open(String owner, Map<String, String> locations, Loader<T> loader) {
            throw new AssertionError(owner + " asks for " + locations);
        }
    }
}
