package dev.firn.enrichments.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.config.Finding.Severity;
import dev.firn.enrichments.spi.Configs;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.SchemaKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrichmentConfigsTest {

    private static final String ANON_IP =
            """
            {"schema": "iglu:com.snowplowanalytics.snowplow/anon_ip/jsonschema/1-0-1",
             "data": {"vendor": "com.snowplowanalytics.snowplow", "name": "anon_ip", "enabled": %s,
                      "parameters": {"anonOctets": %s}}}""";
    private static final String FINGERPRINT =
            """
            {"schema": "iglu:com.snowplowanalytics.snowplow/event_fingerprint_config/jsonschema/%s",
             "data": {"vendor": "com.snowplowanalytics.snowplow", "name": "event_fingerprint_config", "enabled": %s,
                      "parameters": {"excludeParameters": ["cv", "eid", "nuid", "stm"], "hashAlgorithm": "MD5"}}}""";
    private static final String PROBE =
            """
            {"schema": "iglu:com.acme/%s/jsonschema/1-0-0", "data": {"enabled": true, "parameters": {%s}}}""";

    /** Schemas of configurations that are not Snowplow's. */
    private static final IgluClient CLIENT = IgluClient.builder()
            .registries(List.of(Registries.inMemory(
                    "test",
                    List.of(
                            schema("com.acme", "probe", "1-0-0"),
                            schema("com.acme", "mystery", "1-0-0"),
                            schema("com.acme", "anon_ip", "1-0-0"),
                            schema("com.snowplowanalytics.snowplow", "event_fingerprint_config", "3-0-0"),
                            schema("com.snowplowanalytics.snowplow", "enrichments", "2-0-0")))))
            .refreshInline()
            .build();

    private final List<LoadedEnrichments> opened = new ArrayList<>();

    @AfterEach
    void closeEnrichments() {
        opened.forEach(LoadedEnrichments::close);
        assertThat(ProbeFactory.OPEN).hasValue(0);
    }

    @Test
    void createsEnrichmentsInTheOrderConfigured() {
        LoadedEnrichments loaded = load(FINGERPRINT.formatted("1-0-0", true), ANON_IP.formatted(true, 2));
        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.hasErrors()).isFalse();
        assertThat(configurations(loaded))
                .containsExactly(
                        "iglu:com.snowplowanalytics.snowplow/event_fingerprint_config/jsonschema/1-0-0",
                        "iglu:com.snowplowanalytics.snowplow/anon_ip/jsonschema/1-0-1");
        assertThat(loaded.enrichments())
                .extracting(one -> one.enrichment().name())
                .containsExactly("event-fingerprint", "anon-ip");
    }

    /** The configurations that the pages of Snowplow's documentation and of common set-ups show. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "anon_ip",
                "campaign_attribution",
                "cookie_extractor",
                "event_fingerprint",
                "http_header_extractor"
            })
    void acceptsTheUsualConfiguration(String name) throws IOException {
        LoadedEnrichments loaded = load(resource("configs/" + name + ".json"));
        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.enrichments()).hasSize(1);
    }

    @Test
    void readsTheWrappingArray() {
        LoadedEnrichments loaded =
                load(wrapped("1-0-0", FINGERPRINT.formatted("1-0-1", true) + "," + ANON_IP.formatted(false, 1)));
        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.enrichments()).hasSize(1);
    }

    @Test
    void namesTheItemOfTheWrappingArrayThatIsWrong() {
        LoadedEnrichments loaded =
                load(wrapped("1-0-0", FINGERPRINT.formatted("1-0-1", true) + "," + ANON_IP.formatted(true, 7)));
        assertThat(loaded.findings()).hasSize(1);
        assertThat(loaded.findings().get(0).source()).isEqualTo("config-0.json data[1]");
    }

    @Test
    void refusesAWrappingArrayThatDoesNotFitItsSchema() {
        LoadedEnrichments loaded = load(wrapped("1-0-0", "{\"schema\": \"iglu:a/b/jsonschema/1-0-0\"}"));
        assertThat(onlyError(loaded)).startsWith("{\"error\":\"ValidationError\"");
    }

    @Test
    void refusesAWrappingArrayOfAnotherVersion() {
        LoadedEnrichments loaded = load(wrapped("2-0-0", ""));
        assertThat(onlyError(loaded))
                .isEqualTo("Schema criterion iglu:com.snowplowanalytics.snowplow/enrichments/jsonschema/1-0-* does not"
                        + " match schema iglu:com.snowplowanalytics.snowplow/enrichments/jsonschema/2-0-0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"schema": "iglu:a/b/c", "data": {}}                    | INVALID_IGLUURI
            {"schema": "iglu:a/b/jsonschema/0-1-0", "data": {}}     | INVALID_SCHEMAVER
            {"schema": "iglu:a/b/jsonschema/1-0-0"}                 | INVALID_DATA_PAYLOAD
            {"anonOctets": 1}                                       | INVALID_DATA_PAYLOAD
            []                                                      | INVALID_DATA_PAYLOAD
            null                                                    | INVALID_DATA_PAYLOAD
            """)
    void refusesWhatDoesNotDescribeItself(String json, String code) {
        assertThat(onlyError(load(json))).startsWith(code + ": expected ");
    }

    @Test
    void refusesWhatDoesNotFitItsOwnSchema() {
        assertThat(onlyError(load(ANON_IP.formatted(true, 9))))
                .startsWith(
                        "Enrichment with key 'iglu:com.snowplowanalytics.snowplow/anon_ip/jsonschema/1-0-1` is invalid"
                                + " - {\"error\":\"ValidationError\",\"dataReports\":[");
    }

    @Test
    void refusesWhatNoRegistryKnows() {
        assertThat(onlyError(load(PROBE.formatted("unheard_of", ""))))
                .startsWith("Enrichment with key 'iglu:com.acme/unheard_of/jsonschema/1-0-0` is invalid"
                        + " - {\"error\":\"ResolutionError\",\"lookupHistory\":[")
                .contains("\"repository\":\"test\"");
    }

    @Test
    void refusesAVersionThatNothingHereUnderstands() {
        assertThat(
                        onlyError(
                                load(
                                        """
                {"schema": "iglu:com.snowplowanalytics.snowplow/event_fingerprint_config/jsonschema/3-0-0",
                 "data": {"enabled": true}}""")))
                .isEqualTo("Schema key iglu:com.snowplowanalytics.snowplow/event_fingerprint_config/jsonschema/3-0-0 is"
                        + " not supported. A 'event_fingerprint_config' enrichment must have schema"
                        + " iglu:com.snowplowanalytics.snowplow/event_fingerprint_config/jsonschema/1-0-*.");
    }

    @Test
    void choosesTheEnrichmentByNameWhateverTheVendor() {
        assertThat(onlyError(load(PROBE.formatted("anon_ip", ""))))
                .startsWith("Schema key iglu:com.acme/anon_ip/jsonschema/1-0-0 is not supported.");
    }

    @Test
    void skipsDisabledConfigurationsOfAnyVersion() {
        LoadedEnrichments loaded = load(
                """
                {"schema": "iglu:com.snowplowanalytics.snowplow/event_fingerprint_config/jsonschema/3-0-0",
                 "data": {"enabled": false}}""");
        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.enrichments()).isEmpty();
    }

    @Test
    void validatesDisabledConfigurations() {
        assertThat(onlyError(load(ANON_IP.formatted(false, 9)))).contains("ValidationError");
    }

    @Test
    void refusesAConfigurationThatDoesNotSayWhetherItIsEnabled() {
        String config = "{\"schema\": \"iglu:com.acme/probe/jsonschema/1-0-0\", \"data\": {}}";
        assertThat(onlyError(load(config)))
                .isEqualTo("Could not extract enabled as Boolean from supplied JSON due to its absence");
    }

    @Test
    void refusesTwoEnabledConfigurationsOfOneKind() {
        LoadedEnrichments loaded = load(FINGERPRINT.formatted("1-0-0", true), FINGERPRINT.formatted("1-0-1", true));
        assertThat(loaded.findings())
                .containsExactly(new Finding(
                        Severity.ERROR,
                        "config-1.json",
                        "A 'event_fingerprint_config' enrichment is already configured in config-0.json; enable only one"
                                + " of them"));
    }

    @Test
    void acceptsADisabledConfigurationBesideAnEnabledOneOfItsKind() {
        LoadedEnrichments loaded = load(FINGERPRINT.formatted("1-0-0", false), FINGERPRINT.formatted("1-0-1", true));
        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.enrichments()).hasSize(1);
    }

    @Test
    void warnsOfAnEnrichmentThatNobodyKnows() {
        LoadedEnrichments loaded = load(PROBE.formatted("mystery", ""), ANON_IP.formatted(true, 1));
        assertThat(loaded.hasErrors()).isFalse();
        assertThat(loaded.enrichments()).hasSize(1);
        assertThat(loaded.findings()).hasSize(1);
        assertThat(loaded.findings().get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(loaded.findings().get(0).message()).startsWith("Unknown enrichment 'mystery': it is NOT run");
    }

    @Test
    void warnsThatAKnownEnrichmentIsMissingFromThisBuild() {
        LoadedEnrichments loaded = loadWith(ProvidersLoader.only(), ANON_IP.formatted(true, 1));
        assertThat(loaded.hasErrors()).isFalse();
        assertThat(loaded.findings()).hasSize(1);
        assertThat(loaded.findings().get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(loaded.findings().get(0).message())
                .startsWith("This build has no 'anon_ip' enrichment: it is NOT run");
    }

    @Test
    void findsAUsersFactory() {
        LoadedEnrichments loaded = loadWith(probes(), PROBE.formatted("probe", "\"warn\": true"));
        assertThat(configurations(loaded)).containsExactly("iglu:com.acme/probe/jsonschema/1-0-0");
        assertThat(loaded.findings()).containsExactly(new Finding(Severity.WARNING, "config-0.json", "take care"));
    }

    @Test
    void reportsAFactoryThatCrashes() {
        LoadedEnrichments loaded = loadWith(probes(), PROBE.formatted("probe", "\"crash\": true"));
        assertThat(onlyError(loaded))
                .isEqualTo("The enrichment probe could not be created: java.lang.IllegalStateException: no such file");
    }

    @Test
    void reportsAFactoryThatCannotBeLoaded() {
        LoadedEnrichments loaded = loadWith(ProvidersLoader.adding("com.acme.Missing"));
        assertThat(onlyError(loaded))
                .startsWith("cannot load all enrichment factories: ")
                .contains("com.acme.Missing");
    }

    @Test
    void refusesTwoFactoriesForOneConfiguration() {
        ClassLoader loader = ProvidersLoader.adding(ProbeFactory.class.getName(), SecondProbeFactory.class.getName());
        assertThat(onlyError(loadWith(loader, PROBE.formatted("probe", ""))))
                .startsWith("More than one class makes a 'probe' enrichment: ")
                .contains(ProbeFactory.class.getName(), SecondProbeFactory.class.getName());
    }

    @Test
    void closesWhatItCreatedWhenSomethingElseIsWrong() {
        LoadedEnrichments loaded = loadWith(probes(), PROBE.formatted("probe", ""), "{}");
        assertThat(loaded.hasErrors()).isTrue();
        assertThat(loaded.enrichments()).isEmpty();
        assertThat(ProbeFactory.OPEN).hasValue(0);
    }

    @Test
    void reportsEverythingThatIsWrongAndWhere() {
        LoadedEnrichments loaded = loadWith(
                probes(),
                "{}",
                ANON_IP.formatted(true, 9),
                PROBE.formatted("mystery", ""),
                PROBE.formatted("probe", "\"crash\": true"));
        assertThat(loaded.findings())
                .extracting(Finding::source)
                .containsExactly("config-0.json", "config-1.json", "config-2.json", "config-3.json");
        assertThat(loaded.findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR, Severity.ERROR, Severity.WARNING, Severity.ERROR);
    }

    private LoadedEnrichments load(String... configs) {
        return loadWith(EnrichmentConfigsTest.class.getClassLoader(), configs);
    }

    private LoadedEnrichments loadWith(ClassLoader loader, String... configs) {
        List<NamedConfig> named = new ArrayList<>();
        for (String config : configs) {
            named.add(new NamedConfig("config-" + named.size() + ".json", Configs.json(config)));
        }
        LoadedEnrichments loaded = EnrichmentConfigs.load(named, CLIENT, Configs.RESOURCES, loader);
        opened.add(loaded);
        return loaded;
    }

    private static ClassLoader probes() {
        return ProvidersLoader.adding(ProbeFactory.class.getName());
    }

    private static String onlyError(LoadedEnrichments loaded) {
        assertThat(loaded.hasErrors()).isTrue();
        assertThat(loaded.enrichments()).isEmpty();
        assertThat(loaded.findings()).hasSize(1);
        return loaded.findings().get(0).message();
    }

    private static List<String> configurations(LoadedEnrichments loaded) {
        return loaded.enrichments().stream()
                .map(ConfiguredEnrichment::configuration)
                .map(SchemaKey::toString)
                .toList();
    }

    private static String wrapped(String version, String items) {
        return """
                {"schema": "iglu:com.snowplowanalytics.snowplow/enrichments/jsonschema/%s", "data": [%s]}"""
                .formatted(version, items);
    }

    private static JsonNode schema(String vendor, String name, String version) {
        return Configs.json(
                """
                {"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
                 "self": {"vendor": "%s", "name": "%s", "format": "jsonschema", "version": "%s"}}"""
                        .formatted(vendor, name, version));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = EnrichmentConfigsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
