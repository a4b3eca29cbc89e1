package dev.firn.enrichments.uaparser;

import static dev.firn.enrichments.spi.EventFixture.event;
import static dev.firn.serdes.event.AtomicField.USERAGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.spi.CacheListener;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.Results;
import dev.firn.enrichments.spi.Settings;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.FailureMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UaParserEnrichmentTest extends EnrichmentContract {

    private static final Enrichment BUNDLED = Configs.create(new UaParserFactory(), "{}");
    private static final Enrichment NEWER = withRules("regexes.yaml");

    @Override
    protected Enrichment enrichment() {
        return withRules("uap-test-rules.yml");
    }

    private static Enrichment withRules(String name) {
        Path file = Path.of(UaParserEnrichmentTest.class.getResource(name).getPath());
        return Configs.create(
                new UaParserFactory(),
                "{\"uri\": \"%s\", \"database\": \"%s\"}"
                        .formatted(file.getParent().toUri(), name));
    }

    private static JsonNode context(Enrichment enrichment, String agent) {
        List<SelfDescribingJson> contexts = Results.contexts(
                enrichment.enrich(event().with(USERAGENT, agent).view()));
        assertThat(contexts).hasSize(1);
        assertThat(contexts.get(0).schema())
                .hasToString("iglu:com.snowplowanalytics.snowplow/ua_parser_context/jsonschema/1-0-0");
        return contexts.get(0).data();
    }

    @Test
    void givesTheKnownContextsOfKnownAgents() {
        for (Agents.Known known : Agents.known()) {
            assertThat(context(NEWER, known.agent())).as(known.agent()).isEqualTo(known.context());
            assertThat(context(BUNDLED, known.agent()).equals(known.context()))
                    .as("bundled rules agree on %s", known.agent())
                    .isEqualTo(known.sameWithBundled());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Mozilla/5.0 (iPhone; CPU iPhone OS 5_1_1 like Mac OS X) AppleWebKit/534.46 (KHTML, like Gecko) Version/5.1 Mobile/9B206 Safari/7534.48.3 | Mobile Safari 5.1 | iOS 5.1.1 | iPhone
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_10) AppleWebKit/600.1.25 (KHTML, like Gecko) Version/8.0 Safari/600.1.25 | Safari 8.0 | Mac OS X 10.10 | Mac
            Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/48.0.2564.116 Safari/537.36 | Chrome 48.0.2564 | Windows 7 | Other
            Mozilla/5.0 (Linux; Android 8.0.0; SM-G960F Build/R16NW) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/62.0.3202.84 Mobile Safari/537.36 | Chrome Mobile 62.0.3202 | Android 8.0.0 | Samsung SM-G960F
            Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) | Googlebot 2.1 | Other | Spider
            curl/7.54 | curl 7.54 | Other | Other
            '' | Other | Other | Other
            """)
    void namesAgentSystemAndDevice(String agent, String version, String system, String device) {
        for (Enrichment enrichment : List.of(BUNDLED, NEWER)) {
            JsonNode context = context(enrichment, agent);
            assertThat(context.get("useragentVersion").textValue()).isEqualTo(version);
            assertThat(context.get("osVersion").textValue()).isEqualTo(system);
            assertThat(context.get("deviceFamily").textValue()).isEqualTo(device);
        }
    }

    @Test
    void writesAllKeysInOrder() {
        assertThat(context(NEWER, "").toString())
                .isEqualTo("{\"useragentFamily\":\"Other\",\"useragentMajor\":null,\"useragentMinor\":null,"
                        + "\"useragentPatch\":null,\"useragentVersion\":\"Other\",\"osFamily\":\"Other\",\"osMajor\":null,"
                        + "\"osMinor\":null,\"osPatch\":null,\"osPatchMinor\":null,\"osVersion\":\"Other\","
                        + "\"deviceFamily\":\"Other\"}");
    }

    @Test
    void leavesAnEventWithoutAgentAlone() {
        assertThat(NEWER.enrich(event().view())).isInstanceOf(EnrichmentResult.Unchanged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "curl/7.54", "\u00e9"})
    void usesOnlyTheConfiguredRules(String agent) {
        JsonNode context = context(enrichment(), agent);
        assertThat(context.get("useragentVersion").textValue()).isEqualTo("UAP Test Family");
        assertThat(context.get("osVersion").textValue()).isEqualTo("UAP Test OS");
        assertThat(context.get("deviceFamily").textValue()).isEqualTo("UAP Test Device");
    }

    @Test
    void looksAtTheFirst2048Characters() {
        assertThat(context(NEWER, " ".repeat(2039) + "curl/7.54")
                        .get("useragentVersion")
                        .textValue())
                .isEqualTo("curl 7.54");
        assertThat(context(NEWER, " ".repeat(2041) + "curl/7.54")
                        .get("useragentVersion")
                        .textValue())
                .isEqualTo("curl 7");
        assertThat(context(NEWER, " ".repeat(2048) + "curl/7.54")
                        .get("useragentVersion")
                        .textValue())
                .isEqualTo("Other");
    }

    @Test
    void failsAnAgentThatTakesTooManySteps() {
        // given
        Enrichment enrichment = new UaParserFactory()
                .create(
                        Configs.parameters("{}"),
                        Configs.RESOURCES.with(Settings.of(Map.of("ua-parser.max-steps", "10"))));
        String agent = "Mozilla/5.0 (X11) Firefox/3";
        for (int time = 0; time < 2; time++) {
            // when
            EnrichmentResult result =
                    enrichment.enrich(event().with(USERAGENT, agent).view());
            // then
            assertThat(result)
                    .isEqualTo(new EnrichmentResult.Failed(List.of(new FailureMessage.InputData(
                            "useragent", agent, "could not parse useragent: it takes more than 10 steps"))));
        }
    }

    @Test
    void failsAnAgentForWhichTheStackIsTooSmall() throws Exception {
        // given
        String yaml = "user_agent_parsers: [{regex: '(?:a|b)*c'}]\nos_parsers: []\ndevice_parsers: []";
        AgentParser parser = new AgentParser(
                RulesFile.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))),
                10,
                1_000_000_000,
                CacheListener.NONE);
        String agent = "a".repeat(AgentParser.LONGEST - 1) + "c";
        FutureTask<EnrichmentResult> task = new FutureTask<>(() -> parser.parse(agent));
        // when
        new Thread(null, task, "small stack", 160_000).start();
        // then
        assertThat(task.get())
                .isEqualTo(new EnrichmentResult.Failed(List.of(new FailureMessage.InputData(
                        "useragent", agent, "could not parse useragent: a rule repeats too often"))));
    }

    @Test
    void remembersResults() {
        String agent = "curl/7.54";
        assertThat(context(NEWER, agent)).isSameAs(context(NEWER, new String(agent.toCharArray())));
    }
}
