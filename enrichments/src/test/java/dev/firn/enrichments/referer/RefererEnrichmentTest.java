package dev.firn.enrichments.referer;

import static dev.firn.enrichments.referer.Referrals.referredBy;
import static dev.firn.serdes.event.AtomicField.PAGE_URLHOST;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.Results;
import dev.firn.enrichments.spi.Settings;
import dev.firn.registry.SelfDescribingJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefererEnrichmentTest extends EnrichmentContract {

    private static final String CC0 = "referers-cc0.json";
    private static final String OWN =
            """
            {"search": {"Corporate Search": {"domains": ["search.example.com"], "parameters": ["q", "query"]}},
             "social": {"Board": {"domains": ["board.example.com", "www.google.com/board"], "parameters": ["topic"]}},
             "unknown": {"Nobody": {"domains": ["nobody.example.com"]}},
             "chatbot": {"ChatGPT": {"domains": ["chatgpt.com"], "utm_sources": ["chatgpt.com", "c"]}}}""";

    private final Enrichment usual = Referrals.with(CC0, List.of("www.internaldomain.com"), OWN);

    @Override
    protected Enrichment enrichment() {
        return Referrals.with(CC0, List.of("www.internaldomain.com"), OWN);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            textBlock =
                    """
            search   | Google    | gateway oracle cards denise linn | http://www.google.com/search?q=gateway+oracle+cards+denise+linn&hl=en&client=safari
            search   | Google    | gateway    oracle    cards    denise    linn | http://www.google.com/search?q=%0Agateway%09oracle%09cards%09denise%09linn&hl=en
            internal | -         | -        | https://www.snowplowanalytics.com/account/profile
            internal | -         | -        | https://www.internaldomain.com/path
            unknown  | -         | -        | http://x.www.internaldomain.com/path
            unknown  | -         | -        | http://www.spyfu.com/domain.aspx?d=3897225171967988459
            search   | Corporate Search | snowplow | https://search.example.com/?q=snowplow
            search   | Corporate Search | a | https://search.example.com/?x=1&query=a&q=b
            -        | -         | -        | ftp://www.google.com/search?q=a
            -        | -         | -        | HTTP://www.google.com/search?q=a
            -        | -         | -        | mailto:someone@google.com
            -        | -         | -        | http://under_score.google.com/search?q=a
            -        | -         | -        | /search?q=a
            -        | -         | -        | -
            unknown  | -         | -        | http://WWW.GOOGLE.COM/search?q=a
            unknown  | -         | -        | android-app://com.example.reader/
            search   | Google Images | x    | http://www.google.fr/imgres?q=x
            search   | Google Images | x    | http://www.google.fr//imgres/more?q=x
            search   | Google Images | x    | http://www.google.fr/%69mgres?q=x
            search   | Google    | x        | http://www.google.fr/Imgres?q=x
            social   | Board     | shoes    | https://board.example.com/?topic=shoes
            social   | Board     | -        | http://www.google.com/board?q=shoes
            unknown  | -         | -        | https://nobody.example.com/
            unknown  | -         | -        | https://com/
            search   | Google    | -        | http://www.google.com/search?q=
            search   | Google    | -        | http://www.google.com/search?q
            search   | Google    | -        | http://www.google.com/search?Q=a
            search   | Google    | a=b;q=c  | http://www.google.com/search?q=a=b;q=c
            search   | Google    | %zz      | http://www.google.com/search?q=%zz
            search   | Google    | é\uFFFD  | http://www.google.com/search?q=%C3%A9%FF
            search   | Google    | y        | http://www.google.com/search?&&%71=y
            """)
    void namesTheWebsite(
            @Nullable String medium, @Nullable String source, @Nullable String term, @Nullable String referrer) {
        EnrichmentResult result = usual.enrich(referredBy(referrer).view());
        String text = term == null ? null : term.replace("\\uFFFD", "\uFFFD");
        assertThat(Referrals.columns(result)).isEqualTo(asList(medium, source, text));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void findsWhatTheCasesOfTheDatabaseSay(String name, JsonNode test) {
        // given
        JsonNode file = Referrals.json("referers-cc0-cases.json");
        List<String> internal = new ArrayList<>();
        file.path("internalDomains").forEach(domain -> internal.add(domain.textValue()));
        EventFixture event = referredBy(test.path("uri").textValue())
                .with(PAGE_URLHOST, file.path("pageHost").textValue());
        // when
        EnrichmentResult result = Referrals.with(CC0, internal, "{}").enrich(event.view());
        // then
        assertThat(Referrals.columns(result))
                .isEqualTo(asList(
                        test.path("refr_medium").textValue(),
                        test.path("refr_source").textValue(),
                        test.path("refr_term").textValue()));
    }

    static Stream<Arguments> cases() {
        return elements(Referrals.json("referers-cc0-cases.json").path("cases"))
                .map(test -> Arguments.of(test.path("case").textValue(), test));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scalaCases")
    void findsWhatTheScalaLibraryFinds(String name, JsonNode test) {
        Enrichment enrichment = Referrals.with(
                "websites.yml",
                List.of("www.subdomain1.snowplowanalytics.com", "www.subdomain2.snowplowanalytics.com"),
                "{}");
        EnrichmentResult result =
                enrichment.enrich(referredBy(test.path("uri").textValue()).view());
        assertThat(Referrals.columns(result))
                .isEqualTo(asList(
                        test.path("medium").textValue(),
                        test.path("source").textValue(),
                        test.path("term").textValue()));
    }

    static Stream<Arguments> scalaCases() {
        return elements(Referrals.json("scala-referer-parser-1.1.0-tests.json"))
                .map(test -> Arguments.of(test.path("spec").textValue(), test));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Test
    void readsAnyDatabaseOfThisShape() {
        Enrichment custom = Referrals.with("custom-referers.json", List.of(), "{}");
        EnrichmentResult result = custom.enrich(
                referredBy("http://www.example.org/?query=hello+world").view());
        assertThat(Referrals.columns(result)).containsExactly("search", "Example", "hello world");
    }

    @Test
    void takesEveryWordOfAYamlDatabaseForText() {
        Enrichment enrichment = Referrals.with("websites.yml", List.of(), "{}");
        EventFixture event = referredBy("http://a.x.2.0").pageQuery("utm_source=yes");
        assertThat(Results.contexts(enrichment.enrich(event.view())))
                .extracting(SelfDescribingJson::data)
                .containsExactly(Configs.json("{\"source\": \"118.700\", \"medium\": \"no\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            false | http://a.www.internaldomain.com/ | unknown
            true  | http://a.www.internaldomain.com/ | internal
            true  | http://www.internaldomain.com/   | internal
            true  | http://awww.internaldomain.com/  | unknown
            true  | http://internaldomain.com/       | unknown
            """)
    void takesSubdomainsForInternalWhenToldTo(String setting, String referrer, String medium) {
        // given
        Settings settings = Settings.of(Map.of("referer-parser.internal-subdomains", setting));
        Enrichment enrichment =
                Referrals.with(CC0, List.of("www.internaldomain.com"), "{}", Configs.RESOURCES.with(settings));
        // when
        EnrichmentResult result = enrichment.enrich(referredBy(referrer).view());
        // then
        assertThat(Referrals.columns(result)).containsExactly(medium, null, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1 | utm_source=chatgpt.com
            1 | utm_source=x&utm_source=chatgpt.com
            1 | utm_source=%63hatgpt.com
            0 | utm_source=ChatGPT.com
            0 | utm_source=chatgpt.com2
            0 | utm_source=
            0 | utm_medium=chatgpt.com
            0 | ''
            """)
    void tellsTheWebsiteOfAUtmSource(int contexts, String query) {
        EnrichmentResult result = usual.enrich(
                referredBy("http://www.google.com/search?q=a").pageQuery(query).view());
        assertThat(Referrals.columns(result)).containsExactly("search", "Google", "a");
        assertThat(Results.contexts(result))
                .hasSize(contexts)
                .allSatisfy(
                        context -> assertThat(context.toJson())
                                .isEqualTo(
                                        Configs.json(
                                                """
                                {"schema": "iglu:com.snowplowanalytics.snowplow/utm_referrer/jsonschema/1-0-0",
                                 "data": {"source": "ChatGPT", "medium": "chatbot"}}""")));
    }

    @Test
    void tellsTheWebsiteOfAUtmSourceWithoutAReferrer() {
        EnrichmentResult result = usual.enrich(
                EventFixture.event().pageQuery("utm_source=chatgpt.com").view());
        assertThat(Results.columns(result)).isEmpty();
        assertThat(Results.contexts(result)).hasSize(1);
    }

    @Test
    void searchesOwnWebsitesFirst(@TempDir Path folder) throws IOException {
        // given
        Files.writeString(
                folder.resolve("db.json"),
                """
                {"search": {"Theirs": {"domains": ["a.example/path"], "parameters": ["q"], "utm_sources": ["u", "v"]}},
                 "social": {"Later": {"domains": ["b.example"], "parameters": ["q"]},
                            "Latest": {"domains": ["b.example"], "parameters": ["q"]}}}""");
        String own =
                """
                {"paid": {"Ours": {"domains": ["example", "a.example"], "utm_sources": ["u"]}}}""";
        // when
        Enrichment enrichment = Referrals.with(folder, "db.json", List.of(), own, Configs.RESOURCES);
        Enrichment without = Referrals.with(folder, "db.json", List.of(), "{}", Configs.RESOURCES);
        // then
        assertThat(Referrals.columns(enrichment.enrich(
                        referredBy("http://a.example/path?q=1").view())))
                .containsExactly("paid", "Ours", null);
        assertThat(Referrals.columns(
                        without.enrich(referredBy("http://a.example/path?q=1").view())))
                .containsExactly("search", "Theirs", "1");
        assertThat(Referrals.columns(
                        without.enrich(referredBy("http://b.example/?q=1").view())))
                .as("the later counts, and only search engines of a database give a term")
                .containsExactly("social", "Latest", null);
        assertThat(utmSource(enrichment, "u")).isEqualTo("Ours");
        assertThat(utmSource(enrichment, "v")).isEqualTo("Theirs");
    }

    private static String utmSource(Enrichment enrichment, String value) {
        EventFixture event = EventFixture.event().pageQuery("utm_source=" + value);
        return Results.contexts(enrichment.enrich(event.view()))
                .get(0)
                .data()
                .path("source")
                .textValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {                                               | invalid json
            []                                              | the whole is no object
            {"search": 1}                                   | search is no object
            {"search": {"A": []}}                           | search > A is no object
            {"search": {"A": {"parameters": ["q"]}}}        | search > A has no domains
            {"search": {"A": {"domains": "a.b"}}}           | search > A > domains is no array
            {"search": {"A": {"domains": {"x": "y"}}}}      | search > A > domains is no array
            {"search": {"A": {"domains": ["a.b", 1]}}}      | search > A > domains has an item that is no text
            """)
    void refusesAnUnfitDatabase(String json, String reason, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("db.json"), json);
        assertThatThrownBy(() -> Referrals.with(folder, "db.json", List.of(), "{}", Configs.RESOURCES))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("referer_parser")
                .hasMessageContaining("db.json")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2", "just text", "a: {b: {c: d}}"})
    void refusesAnUnfitYamlDatabase(String yaml, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("db.yaml"), yaml);
        assertThatThrownBy(() -> Referrals.with(folder, "db.yaml", List.of(), "{}", Configs.RESOURCES))
                .isInstanceOf(EnrichmentConfigException.class);
    }

    @Test
    void refusesOwnWebsitesThatNoContextCanName() {
        String own = "{\"%s\": {\"A\": {\"domains\": [\"a\"], \"utm_sources\": [\"u\"]}}}".formatted("m".repeat(65));
        assertThatThrownBy(() -> Referrals.with(CC0, List.of(), own))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith("Could not use parameters.referrers: mmm")
                .hasMessageEndingWith("has utm_sources, so the medium may have at most 64 characters and the name 128");
    }

    @Test
    void warnsOfOwnDomainsThatClash() {
        String parameters =
                """
                {"internalDomains": [], "database": "d", "uri": "u", "referrers":
                 {"search": {"A": {"domains": ["a", "b", "b"]}}, "social": {"B": {"domains": ["c", "a"]}}}}""";
        assertThat(new RefererFactory().warnings(Configs.parameters(parameters)))
                .containsExactly(
                        "parameters.referrers has the domain a in search > A and in social > B, which counts.");
    }

    @Test
    void takesLongHostsAndQueriesInItsStride() {
        String host = "a.".repeat(5000) + "google.com";
        String query = "&".repeat(5000) + "=".repeat(5000) + "&q=x";
        EnrichmentResult result =
                usual.enrich(referredBy("http://" + host + "/search?" + query).view());
        assertThat(Referrals.columns(result)).containsExactly("search", "Google", "x");
    }
}
