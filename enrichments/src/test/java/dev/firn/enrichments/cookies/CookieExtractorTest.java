package dev.firn.enrichments.cookies;

import static dev.firn.enrichments.spi.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.Results;
import dev.firn.registry.SelfDescribingJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieExtractorTest extends EnrichmentContract {

    @Override
    protected Enrichment enrichment() {
        return wanting("\"sp\", \"other\", \"\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # wanted | Cookie header | name=value of each context
            "ck1", "ck2"                   | _sp=tr123; ck1=cv1; ck2=cv2              | ck1=cv1 ck2=cv2
            "ck1", "ck2"                   | ck2=b; ck1=a                             | ck2=b ck1=a
            "ck1", "", "ck3", "ck4", "ck5" | ck1;=cv2;ck3=;ck4=cv4;ck5="cv5"          | ck1=null =cv2 ck3= ck4=cv4 ck5=cv5
            "c"                            | `c = 3 `                                 | c=3
            "d"                            | d="x;y"                                  | d=x;y
            "d", "e"                       | d="x;y" ; e=1                            | d=x;y e=1
            "d", "e"                       | d="x\\"y\\\\z"; e=1                      | d=x"y\\z e=1
            "d", "e"                       | d="never closed; e=1                     | d="never_closed e=1
            "d", "e"                       | d="x"y; e=1                              | d="x"y e=1
            "d"                            | d={"a":1,"b":2}                          | d={"a":1,"b":2}
            "e"                            | e=a=b                                    | e=a=b
            "f"                            | f=%20x                                   | f=%20x
            "ck1"                          | ck1=1; ck1=2                             | ck1=1 ck1=2
            "ck1"                          | CK1=1                                    | ``
            "ck"                           | ck1=1; k=2; xck=3                        | ``
            "x"                            | x=1,y=2                                  | x=1,y=2
            ""                             | ` ; ;; `                                 | ``
            "ck1"                          | ``                                       | ``
            """)
    void attachesWantedCookiesInTheOrderSent(String wanted, String header, String expected) {
        assertThat(extract(wanting(wanted), event().header("Cookie: " + header)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"cookie: ck1=1, ck1=1", "COOKIE:ck1=1, ck1=1", "Cookies: ck1=1, ''", "X-Cookie: ck1=1, ''"})
    void findsTheHeaderInAnyCase(String line, String expected) {
        assertThat(extract(wanting("\"ck1\""), event().header(line))).isEqualTo(expected);
    }

    @Test
    void readsAllCookieHeadersInOrder() {
        EventFixture event = event().header("Cookie: sp=a=b=c; x")
                .header("cookie: sp=lower; sp=twice")
                .header("COOKIE: none=1")
                .header("Accept-Language");
        assertThat(extract(wanting("\"sp\""), event)).isEqualTo("sp=a=b=c sp=lower sp=twice");
    }

    @Test
    void attachesNothingWithoutACookieHeader() {
        assertThat(extract(wanting("\"sp\""), event().header("Host: sp=1"))).isEmpty();
    }

    @Test
    void leavesOutACookieLongerThanItsSchemaAllows() {
        // given: 4096 characters fit, also when each takes two UTF-16 units
        String fits = "\uD83D\uDE00".repeat(4096);
        EventFixture event = event().header("Cookie: a=" + fits + "; b=" + "x".repeat(4097) + "; c=1");
        // when
        String found = extract(wanting("\"a\", \"b\", \"c\""), event);
        // then
        assertThat(found).isEqualTo("a=" + fits + " c=1");
    }

    @Test
    void staysQuickOnHostileQuotes() {
        String hostile = "a=\"x;".repeat(20_000) + "a=\"" + "\\".repeat(20_000) + ";".repeat(20_000);
        assertThat(extract(wanting("\"a\""), event().header("Cookie: " + hostile)))
                .startsWith("a=\"x a=\"x ");
    }

    private static Enrichment wanting(String names) {
        return Configs.create(new CookieExtractorFactory(), "{\"cookies\": [" + names + "]}");
    }

    private static String extract(Enrichment enrichment, EventFixture event) {
        List<SelfDescribingJson> contexts = Results.contexts(enrichment.enrich(event.view()));
        assertThat(contexts).allSatisfy(context -> assertThat(context.schema())
                .hasToString("iglu:org.ietf/http_cookie/jsonschema/1-0-0"));
        return contexts.stream()
                .map(context -> context.data().get("name").asText() + "="
                        + context.data().get("value").asText().replace(' ', '_'))
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}
