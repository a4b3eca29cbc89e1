package dev.firn.enrichments.yauaa;

import static dev.firn.enrichments.spi.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.spi.CacheListener;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.Results;
import dev.firn.enrichments.spi.Settings;
import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YauaaTest extends EnrichmentContract {

    private static final String CHROME_106 =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/106.0.0.0"
                    + " Safari/537.36";
    private static final String FIREFOX = "Mozilla/5.0 (Windows NT 6.1; WOW64; rv:12.0) Gecko/20100101 Firefox/12.0";
    private static final String FULL_VERSIONS = "\"Chromium\";v=\"106.0.5249.119\","
            + " \"Google Chrome\";v=\"106.0.5249.119\", \"Not;A=Brand\";v=\"99.0.0.0\"";

    /** Made once, because that takes seconds. */
    private static final YauaaEnrichment MADE_FIRST =
            (YauaaEnrichment) new YauaaFactory().create(Configs.parameters("{}"), Configs.RESOURCES);

    @Override
    protected Enrichment enrichment() {
        return enrichment("{}", Settings.NONE);
    }

    private static Enrichment enrichment(String parameters, Settings settings) {
        return new YauaaEnrichment(
                MADE_FIRST.analyzer, YauaaConfig.of(Configs.parameters(parameters), settings), CacheListener.NONE);
    }

    private static Settings version(String version) {
        return Settings.of(Map.of("yauaa.context-version", version));
    }

    private static SelfDescribingJson context(Enrichment enrichment, EventFixture event) {
        List<SelfDescribingJson> contexts = Results.contexts(enrichment.enrich(event.view()));
        assertThat(contexts).hasSize(1);
        return contexts.get(0);
    }

    private static JsonNode analyzed(@Nullable String userAgent, String... headers) {
        EventFixture event = event().with(AtomicField.USERAGENT, userAgent);
        for (String header : headers) {
            event.header(header);
        }
        return context(MADE_FIRST, event).data();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Mozilla/5.0 (iPad; CPU OS 6_1_3 like Mac OS X) AppleWebKit/536.26 (KHTML, like Gecko) Version/6.0"
                        + " Mobile/10B329 Safari/8536.25 | deviceClass=Tablet operatingSystemClass=Mobile"
                        + " operatingSystemName=iOS layoutEngineClass=Browser agentName=Safari",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 11_0 like Mac OS X) AppleWebKit/604.1.38 (KHTML, like Gecko)"
                        + " Version/11.0 Mobile/15A372 Safari/604.1"
                        + " | deviceName=Apple_iPhone operatingSystemName=iOS agentName=Safari",
                "Mozilla/5.0 (Linux; U; Android 2.2; en-us; GT-P1000 Build/FROYO) AppleWebKit/533.1 (KHTML, like Gecko)"
                        + " Version/4.0 Mobile Safari/533.1 | deviceClass=Tablet agentName=Stock_Android_Browser",
                "Mozilla/5.0 (Linux; U; Android 2.2; en-us; Nexus One Build/FRF91) AppleWebKit/533.1 (KHTML, like"
                        + " Gecko) Version/4.0 Mobile Safari/533.1 | deviceName=Google_Nexus_ONE"
                        + " operatingSystemName=Android",
                "Mozilla/5.0 (Linux; Android 4.1.2; Nexus S Build/JZO54K) AppleWebKit/535.19 (KHTML, like Gecko)"
                        + " Chrome/18.0.1025.166 Mobile Safari/535.19 | deviceName=Google_Nexus_S deviceClass=Phone",
                "Mozilla/5.0 (PlayStation 4 1.52) AppleWebKit/536.26 (KHTML, like Gecko) | deviceClass=Game_Console"
                        + " deviceName=Sony_PlayStation_4 operatingSystemClass=Game_Console",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.22 (KHTML, like Gecko) Ubuntu Chromium/25.0.1364.160"
                        + " Chrome/25.0.1364.160 Safari/537.22"
                        + " | deviceClass=Desktop operatingSystemName=Ubuntu agentName=Chromium",
                "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.0; Trident/5.0)"
                        + " | agentName=Internet_Explorer operatingSystemName=Windows_NT",
                "Mozilla/4.0 (compatible; MSIE 5.5; Windows NT 5.0) Opera 7.02 Bork-edition [en] | agentName=Opera",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) | deviceClass=Robot"
                        + " deviceName=Google operatingSystemClass=Cloud operatingSystemName=Google_Cloud"
                        + " layoutEngineClass=Robot agentClass=Robot agentName=Googlebot",
                CHROME_106 + " | agentNameVersion=Chrome_106",
                "Mozilla/5.0 (Linux; Android 8.0.0; SM-G960F Build/R16NW) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/62.0.3202.84 Mobile Safari/537.36 | deviceClass=Phone"
                        + " deviceName=Samsung_SM-G960F deviceBrand=Samsung operatingSystemNameVersion=Android_8.0.0"
                        + " operatingSystemVersionBuild=R16NW layoutEngineNameVersionMajor=Blink_62"
                        + " agentNameVersion=Chrome_62.0.3202.84 networkType=Unknown webviewAppVersion=??"
                        + " webviewAppNameVersionMajor=Unknown_??"
            })
    void understandsUserAgents(String userAgent, String expected) {
        JsonNode data = analyzed(userAgent);
        for (String member : expected.split(" ")) {
            String[] parts = member.split("=");
            assertThat(data.path(parts[0]).asText()).as(parts[0]).isEqualTo(parts[1].replace('_', ' '));
        }
    }

    @Test
    void knowsNothingWithoutAUserAgent() {
        String hint = "Sec-CH-UA-Full-Version-List: " + FULL_VERSIONS;
        assertThat(analyzed(null)).hasToString("{\"deviceClass\":\"Unknown\"}");
        assertThat(analyzed(null, hint)).hasToString("{\"deviceClass\":\"Unknown\"}");
        assertThat(analyzed("", hint)).hasToString("{\"deviceClass\":\"Unknown\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-CH-UA-Full-Version-List: ",
                "sec-ch-ua-full-version-list:",
                "SEC-CH-UA-FULL-VERSION-LIST:  \t"
            })
    void readsClientHintsOfAnySpelling(String name) {
        assertThat(analyzed(CHROME_106, name + FULL_VERSIONS)
                        .path("agentNameVersion")
                        .asText())
                .isEqualTo("Chrome 106.0.5249.119");
    }

    @Test
    void readsNoClientHintLongerThanAnyBrowsers() {
        String brands = FULL_VERSIONS + " ".repeat(Client.LONGEST_HINT) + ",\"More\";v=\"1\"";
        assertThat(analyzed(CHROME_106, "Sec-CH-UA-Full-Version-List: " + brands))
                .isEqualTo(analyzed(CHROME_106));
    }

    @Test
    void takesTheLastOfRepeatedClientHints() {
        String first = "Sec-CH-UA-Full-Version-List: \"Google Chrome\";v=\"105.0.1.2\"";
        String last = "sec-ch-ua-full-version-list: " + FULL_VERSIONS;
        assertThat(analyzed(CHROME_106, first, last)).isEqualTo(analyzed(CHROME_106, last));
        assertThat(analyzed(CHROME_106, last, first)).isNotEqualTo(analyzed(CHROME_106, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"User-Agent: curl/7.54", "user-agent: curl/7.54", "USER-AGENT:curl/7.54"})
    void readsNoUserAgentFromHeaders(String header) {
        assertThat(analyzed(FIREFOX, header)).isEqualTo(analyzed(FIREFOX));
        assertThat(analyzed(FIREFOX, header).path("agentName").asText()).isEqualTo("Firefox");
    }

    @Test
    void readsNoOtherHeaders() {
        assertThat(analyzed(CHROME_106, "Cookie: a=b", "Sec-CH-UA-Other: x", "X-Sec-CH-UA: x", "no colon", ": x"))
                .isEqualTo(analyzed(CHROME_106));
    }

    @Test
    void tellsOnlyWhatTheSchemaKnows() {
        String odd = "SmartTV(Linux; (broken; Mozilla/5.0 [[ ; ;)";
        assertThat(MADE_FIRST.analyzer.fields(Client.of(odd, List.of()))).containsKey("__SyntaxError__");
        assertThat(analyzed(odd).has("__SyntaxError__")).isFalse();
        assertThat(analyzed(odd).has("_SyntaxError__")).isFalse();
    }

    @Test
    void tellsNothingOfFieldsNobodyKnowsAnythingAbout() {
        JsonNode data = analyzed(FIREFOX);
        assertThat(data.has("hackerToolkit")).isFalse();
        assertThat(data.has("facebookCarrier")).isFalse();
        assertThat(data.path("networkType").asText()).isEqualTo("Unknown");
    }

    @ParameterizedTest
    @CsvSource({"1-0-4, false", "1-0-5, true"})
    void writesTheVersionThatIsWanted(String version, boolean withNameVersion) {
        Enrichment enrichment = enrichment("{}", version(version));
        String webview = "Mozilla/5.0 (Linux; Android 8.0.0; SM-G960F Build/R16NW; wv) AppleWebKit/537.36 (KHTML, like"
                + " Gecko) Version/4.0 Chrome/62.0.3202.84 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/150.0.0.40.360;]";
        for (String userAgent : List.of("", webview)) {
            SelfDescribingJson context = context(enrichment, event().with(AtomicField.USERAGENT, userAgent));
            assertThat(context.schema()).hasToString("iglu:nl.basjes/yauaa_context/jsonschema/" + version);
            assertThat(context.data().has("webviewAppNameVersion")).isEqualTo(withNameVersion && !userAgent.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-0-4", "1-0-5"})
    void cutsWhatNoSchemaWouldTake(String version) {
        Enrichment enrichment = enrichment("{}", version(version));
        IgluClient iglu = IgluClient.builder()
                .registries(List.of(Registries.igluCentralSnapshot().orElseThrow()))
                .refreshInline()
                .build();
        for (String userAgent : List.of(
                "x".repeat(1000),
                "Foo" + "x".repeat(600) + "/1.0",
                "A/" + "1.".repeat(900),
                "\uD83D\uDE00".repeat(600) + "/1",
                "Mozilla/5.0 (compatible; " + "b".repeat(900) + "/1.0; +http://" + "e".repeat(600) + ".example)")) {
            SelfDescribingJson context = context(enrichment, event().with(AtomicField.USERAGENT, userAgent));
            assertThat(iglu.check(context)).as(userAgent).isInstanceOf(CheckResult.Valid.class);
        }
    }

    @Test
    void givesEveryEventOfAClientTheSameResult() {
        EventFixture event = event().with(AtomicField.USERAGENT, CHROME_106).header("Sec-CH-UA-Mobile: ?1");
        Enrichment enrichment = enrichment("{\"cacheSize\": 10}", Settings.NONE);
        assertThat(enrichment.enrich(event.view())).isSameAs(enrichment.enrich(event.view()));
    }

    @Test
    void remembersNothingWhenToldSo() {
        EventFixture event = event().with(AtomicField.USERAGENT, CHROME_106);
        Enrichment enrichment = enrichment("{\"cacheSize\": 0}", Settings.NONE);
        assertThat(enrichment.enrich(event.view()))
                .isEqualTo(enrichment.enrich(event.view()))
                .isNotSameAs(enrichment.enrich(event.view()));
    }

    @Test
    void remembersNoGiants() {
        EventFixture event = event().with(AtomicField.USERAGENT, "curl/7.54 " + "x".repeat(5000));
        assertThat(MADE_FIRST.enrich(event.view())).isNotSameAs(MADE_FIRST.enrich(event.view()));
    }

    @Test
    void refusesOptionsItDoesNotKnow() {
        assertThatThrownBy(() -> enrichment("{\"cacheSize\": -1}", Settings.NONE))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("parameters.cacheSize");
        assertThatThrownBy(() -> enrichment("{\"cacheSize\": \"1\"}", Settings.NONE))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("parameters.cacheSize");
        assertThatThrownBy(() -> enrichment("{}", version("1-0-3")))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("Setting yauaa.context-version is 1-0-3; expected 1-0-4 or 1-0-5");
    }

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(EnrichmentFactory.class)).hasAtLeastOneElementOfType(YauaaFactory.class);
    }

    @Test
    void needsNoParameters() {
        YauaaConfig config = YauaaConfig.of(
                Configs.config(
                        """
                        {"schema": "iglu:com.snowplowanalytics.snowplow.enrichments/yauaa_enrichment_config/jsonschema/1-0-0",
                         "data": {"enabled": true}}"""),
                Settings.NONE);
        assertThat(config).isEqualTo(new YauaaConfig(10_000, ContextVersion.CURRENT));
    }
}
