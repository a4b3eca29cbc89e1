package dev.firn.enrichments.uaparser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.Results;
import dev.firn.enrichments.spi.Settings;
import dev.firn.serdes.event.AtomicField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UaParserFactoryTest {

    private static final String NOTHING = "user_agent_parsers: []\nos_parsers: []\ndevice_parsers: []\n";

    @TempDir
    private Path folder;

    private String rules(String yaml) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), yaml);
        return "{\"uri\": \"%s\", \"database\": \"rules.yaml\"}".formatted(folder.toUri());
    }

    @Test
    void supportsBothVersionsOfTheConfiguration() {
        assertThat(new UaParserFactory().configuration())
                .hasToString("iglu:com.snowplowanalytics.snowplow/ua_parser_config/jsonschema/1-0-*");
    }

    @Test
    void needsNoParameters() {
        Enrichment enrichment = new UaParserFactory()
                .create(
                        Configs.config(
                                """
                                {"schema": "iglu:com.snowplowanalytics.snowplow/ua_parser_config/jsonschema/1-0-0",
                                 "data": {"vendor": "v", "name": "n", "enabled": true}}"""),
                        Configs.RESOURCES);
        assertThat(enrichment.name()).isEqualTo("ua-parser");
    }

    @Test
    void ignoresADatabaseWithoutUri() {
        assertThat(Configs.create(new UaParserFactory(), "{\"database\": \"none.yaml\"}"))
                .isNotNull();
    }

    @Test
    void namesADatabaseThatIsMissing() {
        assertThatThrownBy(() -> Configs.create(new UaParserFactory(), "{\"uri\": \"file:/etc/firn\"}"))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("Could not extract parameters.database as String from supplied JSON due to its absence");
    }

    @Test
    void refusesAFileThatDoesNotExist() {
        assertThatThrownBy(() -> Configs.create(
                        new UaParserFactory(), "{\"uri\": \"file:/nowhere\", \"database\": \"rules.yaml\"}"))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith("Failed to initialize ua parser: [")
                .hasMessageContaining("/nowhere/rules.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a: [                                                                    | no YAML
            just text                                                               | expected a YAML object
            os_parsers: []                                                          | user_agent_parsers is missing from yaml
            {user_agent_parsers: [], os_parsers: 1}                                 | os_parsers is missing from yaml
            {user_agent_parsers: [], os_parsers: []}                                | device_parsers is missing from yaml
            {user_agent_parsers: [x]}                                               | user_agent_parsers, rule 1: expected an object
            {user_agent_parsers: [{regex: a}, {regx: a}]}                           | user_agent_parsers, rule 2: regex is missing
            {user_agent_parsers: [{regex: '('}]}                                    | user_agent_parsers, rule 1: Unclosed group
            {user_agent_parsers: [{regex: a, v1_replacement: 7}]}                   | user_agent_parsers, rule 1: v1_replacement must be a text
            """)
    void refusesAFileThatIsNoRules(String yaml, String reason) throws IOException {
        String parameters = rules(yaml);
        assertThatThrownBy(() -> Configs.create(new UaParserFactory(), parameters))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith("Failed to initialize ua parser: [")
                .hasMessageContaining(reason);
    }

    @Test
    void takesRulesWithoutAnyRule() throws IOException {
        Enrichment enrichment = Configs.create(new UaParserFactory(), rules(NOTHING));
        assertThat(Results.contexts(enrichment.enrich(
                        EventFixture.event().with(AtomicField.USERAGENT, "x").view())))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ua-parser.cache-size, -1, Setting ua-parser.cache-size is -1; expected a whole number of at least 0",
        "ua-parser.max-steps, 0, Setting ua-parser.max-steps is 0; expected a whole number of at least 1",
        "ua-parser.max-steps, x, Setting ua-parser.max-steps is x; expected a whole number",
    })
    void refusesSettingsOutOfRange(String name, String value, String message) {
        assertThatThrownBy(() -> new UaParserFactory()
                        .create(Configs.parameters("{}"), Configs.RESOURCES.with(Settings.of(Map.of(name, value)))))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage(message);
    }
}
