package dev.firn.enrichments.iab;

import static dev.firn.enrichments.spi.EventFixture.event;
import static dev.firn.serdes.event.AtomicField.DERIVED_TSTAMP;
import static dev.firn.serdes.event.AtomicField.USERAGENT;
import static dev.firn.serdes.event.AtomicField.USER_IPADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.Results;
import dev.firn.registry.SelfDescribingJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IabEnrichmentTest extends EnrichmentContract {

    private static final String FIREFOX =
            "Mozilla/5.0%20(Windows%20NT%206.1;%20WOW64;%20rv:12.0)%20Gecko/20100101%20Firefox/12.0";

    @TempDir
    private Path folder;

    @Override
    protected Enrichment enrichment() {
        return withTestLists();
    }

    private static Enrichment withTestLists() {
        return Lists.enrichment(
                Path.of(IabEnrichmentTest.class.getResource("SOURCE.md").getPath())
                        .getParent(),
                "");
    }

    private Enrichment with(String include, String exclude, String more) throws IOException {
        Lists.write(folder, "", include, exclude);
        return Lists.enrichment(folder, more);
    }

    private static EnrichmentResult enrich(
            Enrichment enrichment, @Nullable String agent, @Nullable String address, @Nullable String day) {
        Long time = day == null
                ? null
                : LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return enrichment.enrich(event().with(USERAGENT, agent)
                .with(USER_IPADDRESS, address)
                .with(DERIVED_TSTAMP, time)
                .view());
    }

    /** Category, reason and impact. */
    private static String verdict(EnrichmentResult result) {
        List<SelfDescribingJson> contexts = Results.contexts(result);
        assertThat(contexts).hasSize(1);
        assertThat(contexts.get(0).schema()).hasToString("iglu:com.iab.snowplow/spiders_and_robots/jsonschema/1-0-0");
        JsonNode data = contexts.get(0).data();
        String category = data.get("category").textValue();
        assertThat(data.get("spiderOrRobot").booleanValue()).isEqualTo(!category.equals("BROWSER"));
        return category + " " + data.get("reason").textValue() + " "
                + data.get("primaryImpact").textValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Xdroid                | 192.168.0.1     | 2026-01-02 | BROWSER PASSED_ALL NONE
            Mozilla/5.0           | 192.168.151.21  | 2026-01-02 | SPIDER_OR_ROBOT FAILED_IP_EXCLUDE UNKNOWN
            xonitor               | 192.168.0.1     | 2026-01-02 | SPIDER_OR_ROBOT FAILED_UA_INCLUDE UNKNOWN
            Googlebot/2.1         | 216.160.83.56   | 2026-01-02 | SPIDER_OR_ROBOT FAILED_UA_INCLUDE UNKNOWN
            Googlebot/2.1         | 216.160.83.56:8080 | 2026-01-02 | SPIDER_OR_ROBOT FAILED_UA_INCLUDE UNKNOWN
            Googlebot/2.1         | 2001:db8:0:0:0:ff00:42:8329 | 2026-01-02 | SPIDER_OR_ROBOT FAILED_UA_INCLUDE UNKNOWN
            Googlebot/2.1         | [2001:db8:0:0:0:ff00:42:8329]:9090 | 2026-01-02 | SPIDER_OR_ROBOT FAILED_UA_INCLUDE UNKNOWN
            Some Inactive Browser | 10.1.1.1        | 2017-03-29 | BROWSER PASSED_ALL NONE
            Some Inactive Browser | 10.1.1.1        | 2017-03-30 | SPIDER_OR_ROBOT FAILED_UA_INCLUDE UNKNOWN
            user agent at the start only | 10.1.1.1 | 2026-01-02 | ACTIVE_SPIDER_OR_ROBOT FAILED_UA_EXCLUDE PAGE_AND_AD_IMPRESSIONS
            user agent at the start only User Agent Exclude | 10.1.1.1 | 2026-01-02 | BROWSER PASSED_ALL NONE
            xxx user agent at the start only | 10.1.1.1 | 2026-01-02 | SPIDER_OR_ROBOT FAILED_UA_INCLUDE UNKNOWN
            tricky robot          | 192.127.245.128 | 2026-01-02 | SPIDER_OR_ROBOT FAILED_IP_EXCLUDE UNKNOWN
            tricky robot          | 192.127.245.129 | 2026-01-02 | SPIDER_OR_ROBOT FAILED_UA_INCLUDE UNKNOWN
            """)
    void judgesByTheLists(String agent, String address, String day, String verdict) {
        assertThat(verdict(enrich(withTestLists(), agent, address, day))).isEqualTo(verdict);
    }

    @Test
    void takesPercentSignsLiterally() {
        assertThat(verdict(enrich(withTestLists(), FIREFOX, "216.160.83.56", "2026-01-02")))
                .isEqualTo("BROWSER PASSED_ALL NONE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            textBlock =
                    """
            null     | 10.1.1.1    | 2026-01-02
            ''       | 10.1.1.1    | 2026-01-02
            ' \t'    | 10.1.1.1    | 2026-01-02
            Xdroid   | null        | 2026-01-02
            Xdroid   | not-an-ip   | 2026-01-02
            Xdroid   | localhost   | 2026-01-02
            Xdroid   | 10.1.1.1    | null
            """)
    void leavesAnEventAloneThatLacksSomething(String agent, String address, String day) {
        assertThat(enrich(withTestLists(), agent, address, day)).isInstanceOf(EnrichmentResult.Unchanged.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            xcho|1|bonxcho, XchoSerena, Xchofon|0|1|0     ; agent xcho some string ; 2026-01-02 ; ACTIVE_SPIDER_OR_ROBOT FAILED_UA_EXCLUDE AD_IMPRESSIONS
            xcho|1|bonxcho, XchoSerena, Xchofon|0|1|0     ; Some Xchofon Yes       ; 2026-01-02 ; BROWSER PASSED_ALL NONE
            age|1|some age|0|0|0                          ; age                    ; 2026-01-02 ; ACTIVE_SPIDER_OR_ROBOT FAILED_UA_EXCLUDE PAGE_IMPRESSIONS
            bot|1||0|0|0|03/23/2017                       ; a Bot                  ; 2017-03-22 ; ACTIVE_SPIDER_OR_ROBOT FAILED_UA_EXCLUDE PAGE_IMPRESSIONS
            bot|1||0|1|0|03/23/2017                       ; a Bot                  ; 2017-03-23 ; INACTIVE_SPIDER_OR_ROBOT FAILED_UA_EXCLUDE AD_IMPRESSIONS
            bot|0||0|2|0|03/23/2017                       ; a Bot                  ; 2017-03-23 ; INACTIVE_SPIDER_OR_ROBOT FAILED_UA_EXCLUDE PAGE_AND_AD_IMPRESSIONS
            bot|1||0|0|0|incorrect date                   ; a Bot                  ; 2017-03-23 ; ACTIVE_SPIDER_OR_ROBOT FAILED_UA_EXCLUDE PAGE_IMPRESSIONS
            bot|0||0|0|0                                  ; a Bot                  ; 2017-03-23 ; BROWSER PASSED_ALL NONE
            bot|0||0||0                                   ; a Bot                  ; 2017-03-23 ; BROWSER PASSED_ALL NONE
            bot|1|a bot|0|0|0~bot|1||0|1|0                ; a Bot                  ; 2017-03-23 ; ACTIVE_SPIDER_OR_ROBOT FAILED_UA_EXCLUDE AD_IMPRESSIONS
            bot|1||0|0|1~bot|1||0|1|0                     ; a Bot                  ; 2017-03-23 ; ACTIVE_SPIDER_OR_ROBOT FAILED_UA_EXCLUDE AD_IMPRESSIONS
            bot|1||0|0|0~bot|1||0|1|0                     ; a Bot                  ; 2017-03-23 ; ACTIVE_SPIDER_OR_ROBOT FAILED_UA_EXCLUDE PAGE_IMPRESSIONS
            "a|""bot"|1||0|0|0                            ; a|"Bot                 ; 2017-03-23 ; ACTIVE_SPIDER_OR_ROBOT FAILED_UA_EXCLUDE PAGE_IMPRESSIONS
            B\u00d6T|1||0|0|0                             ; b\u00f6t               ; 2017-03-23 ; ACTIVE_SPIDER_OR_ROBOT FAILED_UA_EXCLUDE PAGE_IMPRESSIONS
            """,
            quoteCharacter = '\u0001')
    void judgesByRecordsOfRobots(String exclude, String agent, String day, String verdict) throws IOException {
        Enrichment enrichment = with("a|1|0\nxcho|1|0\nb\u00f6t|1", exclude.replace('~', '\n'), "");
        assertThat(verdict(enrich(enrichment, agent, "10.1.1.1", day))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            a browser|0|0|03/23/2017                       ; 2017-03-22 ; BROWSER PASSED_ALL NONE
            a browser|0|0|03/23/2017                       ; 2017-03-23 ; SPIDER_OR_ROBOT FAILED_UA_INCLUDE UNKNOWN
            a browser|1|0|03/23/2017                       ; 2017-03-23 ; BROWSER PASSED_ALL NONE
            a browser|0|0|03/23/2017~ browser|0|0|3/4/2018 ; 2018-03-03 ; BROWSER PASSED_ALL NONE
            a browser|0|0|soon                             ; 2017-03-22 ; SPIDER_OR_ROBOT FAILED_UA_INCLUDE UNKNOWN
            a browser                                      ; 2017-03-22 ; SPIDER_OR_ROBOT FAILED_UA_INCLUDE UNKNOWN
            a browser|1                                    ; 2017-03-22 ; BROWSER PASSED_ALL NONE
            a browser|1|1                                  ; 2017-03-22 ; SPIDER_OR_ROBOT FAILED_UA_INCLUDE UNKNOWN
            is a browser|1|1                               ; 2017-03-22 ; BROWSER PASSED_ALL NONE
            """)
    void judgesByRecordsOfBrowsers(String include, String day, String verdict) throws IOException {
        Enrichment enrichment = with(include.replace('~', '\n'), "", "");
        assertThat(verdict(enrich(enrichment, "Is a Browser", "10.1.1.1", day))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            'TrustedBot' | 'Bot'     | TrustedBot/1.0 | BROWSER PASSED_ALL NONE
            'TrustedBot' | 'Bot'     | OtherBot/1.0   | SPIDER_OR_ROBOT FAILED_UA_EXCLUDE UNKNOWN
            'robot'      | ''        | robot          | BROWSER PASSED_ALL NONE
            ''           | 'BROWSER' | a browser      | SPIDER_OR_ROBOT FAILED_UA_EXCLUDE UNKNOWN
            """)
    void letsConfiguredTextsDecideFirst(String browser, String robot, String agent, String verdict) throws IOException {
        // given
        Lists.write(folder, "10.1.1.1", "Browser|1|0", "trusted|1||0|0|0");
        String more = ", \"includeUseragents\": [%s], \"excludeUseragents\": [%s]"
                .formatted(browser.isEmpty() ? "" : '"' + browser + '"', robot.isEmpty() ? "" : '"' + robot + '"');
        // when
        EnrichmentResult result = enrich(Lists.enrichment(folder, more), agent, "10.1.1.1", "2026-01-02");
        // then
        assertThat(verdict(result)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2_048, 2_049, 100_000})
    void looksAtTheWholeUserAgent(int length) throws IOException {
        Enrichment enrichment = with("x|1", "end|1||0|0|0", "");
        for (int time = 0; time < 2; time++) {
            assertThat(verdict(enrich(enrichment, "x".repeat(length) + "End", "10.1.1.1", "2026-01-02")))
                    .startsWith("ACTIVE_SPIDER_OR_ROBOT");
        }
    }

    @Test
    void usesTheTimeOfTheEventForARememberedUserAgent() throws IOException {
        Enrichment enrichment = with("bot|1", "bot|1||0|0|0|03/23/2017", "");
        assertThat(verdict(enrich(enrichment, "bot", "10.1.1.1", "2017-03-22"))).startsWith("ACTIVE");
        assertThat(verdict(enrich(enrichment, "bot", "10.1.1.1", "2017-03-23"))).startsWith("INACTIVE");
        assertThat(verdict(enrich(enrichment, "bot", "10.1.1.1", "2017-03-22"))).startsWith("ACTIVE");
    }

    @Test
    void isNamedAsInFailuresOfSnowplow() {
        assertThat(withTestLists().name()).isEqualTo("iab-spiders-and-robots");
    }
}
