package dev.firn.enrichments.apirequest;

import static dev.firn.enrichments.spi.EventFixture.event;
import static dev.firn.serdes.event.AtomicField.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.config.EnrichmentConfigs;
import dev.firn.enrichments.config.Finding;
import dev.firn.enrichments.config.LoadedEnrichments;
import dev.firn.enrichments.config.NamedConfig;
import dev.firn.enrichments.http.ScriptedServer;
import dev.firn.enrichments.spi.Configs;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API requests as they are configured beside each other. */
class ApiRequestConfigsTest {

    private static final String API = "api_request_enrichment_config";
    private static final String EXTRA = "extra_api_request_enrichment_config";

    private static String config(String name, String version, String target, String more) {
        return """
                {"schema": "iglu:com.snowplowanalytics.snowplow.enrichments/%s/jsonschema/%s",
                 "data": {"vendor": "com.snowplowanalytics.snowplow.enrichments", "name": "%s", "enabled": true,
                  "parameters": {
                   "inputs": [{"key": "user", "pojo": {"field": "user_id"}}],
                   "api": {"http": {"method": "GET", "uri": "%s", "timeout": 1000, "authentication": {}}},
                   "outputs": [{"schema": "iglu:com.acme/user/jsonschema/1-0-0", "json": {"jsonPath": "$"}}],
                   "cache": {"size": 1, "ttl": 60}%s}}}"""
                .formatted(name, version, name, target, more);
    }

    private static LoadedEnrichments load(String... configs) {
        IgluClient none = IgluClient.builder()
                .registries(List.of(Registries.inMemory("none", List.of())))
                .refreshInline()
                .build();
        List<NamedConfig> named = IntStream.range(0, configs.length)
                .mapToObj(i -> new NamedConfig("config-" + i, Configs.json(configs[i])))
                .toList();
        return EnrichmentConfigs.load(named, none, Configs.RESOURCES, ApiRequestConfigsTest.class.getClassLoader());
    }

    @ParameterizedTest
    @ValueSource(strings = {API, EXTRA})
    void acceptsEveryVersion(String name) {
        for (String version : List.of("1-0-0", "1-0-1", "1-0-2")) {
            assertThat(load(config(name, version, "http://api.acme.com/{{user}}", ""))
                            .findings())
                    .isEmpty();
        }
        assertThat(load(config(name, "1-0-2", "http://h/", ",\"ignoreOnError\": null"))
                        .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({API + ", 2-0-0", EXTRA + ", 2-0-0", EXTRA + ", 1-0-3"})
    void refusesOtherVersions(String name, String version) {
        assertThat(load(config(name, version, "http://h/", "")).hasErrors()).isTrue();
    }

    @Test
    void theFirstVersionsKnowNoSwitchForErrors() {
        assertThat(load(config(EXTRA, "1-0-1", "http://h/", ",\"ignoreOnError\": true"))
                        .hasErrors())
                .isTrue();
    }

    @Test
    void thereIsOneOfTheFirstNameAndAnyNumberOfTheOther() {
        assertThat(load(config(API, "1-0-2", "http://h/1", ""), config(API, "1-0-2", "http://h/2", ""))
                        .findings())
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.ERROR);
        assertThat(load(
                                config(API, "1-0-2", "http://h/1", ""),
                                config(EXTRA, "1-0-2", "http://h/2", ""),
                                config(EXTRA, "1-0-0", "http://h/3", ""))
                        .enrichments())
                .hasSize(3);
    }

    @Test
    void theyRunInTheOrderConfigured() {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.json("{}"));
                LoadedEnrichments loaded = load(
                        config(EXTRA, "1-0-2", server.url() + "/b", ""),
                        config(EXTRA, "1-0-2", server.url() + "/a", ""))) {
            loaded.enrichments().forEach(one -> one.enrichment()
                    .enrich(event().with(USER_ID, "u").view()));
            assertThat(server.targets()).containsExactly("/b", "/a");
        }
    }
}
