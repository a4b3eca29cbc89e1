package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.campaign.CampaignFactory;
import dev.firn.enrichments.fingerprint.FingerprintFactory;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.Simple;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, times and what is made of them, through the whole pipeline. */
class UrlAndTimeExamplesTest {

    private static final EventPipeline PIPELINE = Pipelines.plain();
    private static final String A = "http://a.example/x";
    private static final String B = "http://b.example/y";

    @Test
    void theTrackersPageBeatsTheRefererHeader() {
        EnrichedEvent event = Outcomes.good(PIPELINE, pageView("url", B).referer(A));

        assertThat(event.text(AtomicField.PAGE_URL)).isEqualTo(B);
    }

    @Test
    void theRefererHeaderIsThePageOtherwise() {
        EnrichedEvent event =
                Outcomes.good(PIPELINE, CollectorRecord.pixel("e=pv").referer(A));

        assertThat(event.text(AtomicField.PAGE_URL)).isEqualTo(A);
        assertThat(event.text(AtomicField.PAGE_URLHOST)).isEqualTo("a.example");
    }

    @Test
    void anEventNeedsNoPage() {
        EnrichedEvent event = Outcomes.good(PIPELINE, CollectorRecord.pixel("e=pv"));

        for (AtomicField field : List.of(
                AtomicField.PAGE_URL,
                AtomicField.PAGE_URLSCHEME,
                AtomicField.PAGE_URLHOST,
                AtomicField.PAGE_URLPORT,
                AtomicField.PAGE_URLPATH,
                AtomicField.PAGE_URLQUERY,
                AtomicField.PAGE_URLFRAGMENT)) {
            assertThat(event.has(field)).as(field.column()).isFalse();
        }
    }

    @Test
    void aPageThatCannotBeParsedStaysInItsBadRow() {
        BadRow row = Outcomes.bad(PIPELINE, pageView("url", "http://[bad").referer(A));

        assertThat(((Simple) Outcomes.enrichmentMessages(row).get(0)).error())
                .startsWith("Provided URI [http://[bad] could not be parsed, neither by Java parsing (error: [");
        assertThat(Outcomes.enriched(row).text(AtomicField.PAGE_URL)).isEqualTo("http://[bad");
    }

    @Test
    void aReferrerIsTakenApartButNotRewritten() {
        // given
        String referrer = "http://www.google.com/search?q=%0Agateway%09oracle%09cards&hl=en a";

        // when
        EnrichedEvent event = Outcomes.good(PIPELINE, pageView("refr", referrer));

        // then
        assertThat(event.text(AtomicField.PAGE_REFERRER)).isEqualTo(referrer);
        assertThat(event.text(AtomicField.REFR_URLHOST)).isEqualTo("www.google.com");
        assertThat(event.integer(AtomicField.REFR_URLPORT)).isEqualTo(80);
        assertThat(event.text(AtomicField.REFR_URLPATH)).isEqualTo("/search");
        assertThat(event.text(AtomicField.REFR_URLQUERY)).isEqualTo("q=%0Agateway%09oracle%09cards&hl=en%20a");
    }

    @Test
    void aCampaignIsReadOfTheRefererHeaderToo() {
        // given
        EventPipeline pipeline = Pipelines.with(
                configured(
                        new CampaignFactory(),
                        """
                {"schema": "iglu:com.snowplowanalytics.snowplow/campaign_attribution/jsonschema/1-0-0",
                "data": {"parameters": {"mapping": "static", "fields": {
                "mktMedium": ["utm_medium", "medium"], "mktSource": ["utm_source", "source"],
                "mktTerm": ["utm_term", "legacy_term"], "mktContent": ["utm_content"],
                "mktCampaign": ["utm_campaign", "cid", "legacy_campaign"]}}}}"""));

        // when
        EnrichedEvent event = Outcomes.good(
                pipeline,
                CollectorRecord.pixel("e=pp")
                        .referer("http://pb.com/?utm_source=GoogleSearch&utm_medium=cpc&utm_term=pb&utm_content=39"
                                + "&cid=tna&gclid=CI6"));

        // then
        assertThat(event.text(AtomicField.MKT_SOURCE)).isEqualTo("GoogleSearch");
        assertThat(event.text(AtomicField.MKT_TERM)).isEqualTo("pb");
        assertThat(event.text(AtomicField.MKT_CONTENT)).isEqualTo("39");
        assertThat(event.text(AtomicField.MKT_CAMPAIGN)).isEqualTo("tna");
        assertThat(event.text(AtomicField.MKT_CLICKID)).isEqualTo("CI6");
    }

    @ParameterizedTest
    @CsvSource({
        "http://ex.com/?a[]=1&b=${x}, http://ex.com/?a%5B%5D=1&b=%24%7Bx%7D",
        "http://ex.com/?a[]=1, http://ex.com/?a[]=1",
    })
    void onlyAnIllegalPageIsRewritten(String sent, String written) {
        assertThat(Outcomes.good(PIPELINE, pageView("url", sent)).text(AtomicField.PAGE_URL))
                .isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_sp=abc                               | abc      |",
                "_sp=abc.1426245561368                 | abc      | 2015-03-13 11:19:21.368",
                "_sp=.1426245561368                    |          | 2015-03-13 11:19:21.368",
                "_sp=abc.                              | abc      |",
                "_sp=x.1&_sp=abc.1426245561368         | abc      | 2015-03-13 11:19:21.368",
                "_sp=a%09b                             | a    b   |",
                "_sp=abc.1426245561368.....QnV5IG5vdw  | abc      | 2015-03-13 11:19:21.368",
                "_sp=abc.1426245561368.not-a-uuid..%25%25%25.web | abc | 2015-03-13 11:19:21.368",
                "_sp=.                                 |          |",
                "_sp=...                               |          |",
                "_sp=abc...                            | abc      |",
                "_sp=                                  |          |",
                "_sp                                   |          |",
                "sp=abc                                |          |",
            })
    void aLinkTellsUserAndTime(String query, String user, String time) {
        EnrichedEvent event = Outcomes.good(PIPELINE, pageView("url", "http://example.com/?" + query));

        assertThat(event.text(AtomicField.REFR_DOMAIN_USERID)).isEqualTo(user);
        assertThat(Outcomes.column(event, AtomicField.REFR_DVCE_TSTAMP)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "abc.not-a-timestamp  | not-a-timestamp  | not in the expected format: ms since epoch",
                "abc..x               | ``               | not in the expected format: ms since epoch",
                "abc.1111111111111111 | 1111111111111111 | formatting as 37179-09-17 07:18:31.111 is not"
                        + " Redshift-compatible",
            })
    void aLinkWithABadTimeTellsNothing(String value, String time, String expectation) {
        BadRow row = Outcomes.bad(PIPELINE, pageView("url", "http://example.com/?_sp=" + value));

        assertThat(Outcomes.enrichmentMessages(row)).containsExactly(new InputData("sp_dtm", time, expectation));
        assertThat(Outcomes.enriched(row).has(AtomicField.REFR_DOMAIN_USERID)).isFalse();
        assertThat(Outcomes.enriched(row).has(AtomicField.REFR_DVCE_TSTAMP)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2014-04-29T09:00:54.000Z, 2014-04-29T09:00:54.001Z, 2014-04-29T09:00:54Z, 2014-04-29 09:00:53.999",
        "2014-04-29T09:00:54.001Z, 2014-04-29T09:00:54.000Z, 2014-04-29T09:00:54Z, 2014-04-29 09:00:54.000",
        "2024-01-31T00:00:00Z,     2024-02-29T00:00:00Z,     2024-03-31T12:00:00Z, 2024-02-29 12:00:00.000",
        "2020-02-29T00:00:00Z,     2021-02-28T00:00:00Z,     2024-06-15T00:00:00Z, 2023-06-15 00:00:00.000",
    })
    void theTimeIsDerivedOfThreeClocks(Instant created, Instant sent, Instant collected, String derived) {
        EnrichedEvent event = Outcomes.good(
                PIPELINE,
                CollectorRecord.pixel("e=pv&dtm=" + created.toEpochMilli() + "&stm=" + sent.toEpochMilli())
                        .timestamp(collected.toEpochMilli()));

        assertThat(Outcomes.column(event, AtomicField.DERIVED_TSTAMP)).isEqualTo(derived);
    }

    @Test
    void theTrueTimeWins() {
        EnrichedEvent event = Outcomes.good(PIPELINE, CollectorRecord.pixel("e=pv&dtm=1&stm=2&ttm=1700000000000"));

        assertThat(Outcomes.column(event, AtomicField.DERIVED_TSTAMP)).isEqualTo("2023-11-14 22:13:20.000");
    }

    @ParameterizedTest
    @CsvSource({
        "-62198755200000, -0001-01-01",
        "253402300800000, 10000-01-01",
    })
    void aCollectorsTimeThatNoWarehouseLoadsIsAFailure(long timestamp, String day) {
        BadRow row = Outcomes.bad(PIPELINE, CollectorRecord.pixel("e=pv&eid=x").timestamp(timestamp));

        assertThat(Outcomes.enrichmentMessages(row))
                .containsExactly(
                        new InputData(
                                "collector_tstamp",
                                day + "T00:00:00.000Z",
                                "formatted as " + day + " 00:00:00.000 is not Redshift-compatible"),
                        new InputData("eid", "x", "not a valid UUID"));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
    void anyCollectorsTimeCanBeWrittenDown(long timestamp) {
        BadRow row = Outcomes.bad(PIPELINE, CollectorRecord.pixel("e=pv").timestamp(timestamp));

        assertThat(Outcomes.text(row)).contains("is not Redshift-compatible");
    }

    @Test
    void aFingerprintIsOfTheRawParameters() {
        // given
        EventPipeline pipeline = Pipelines.with(
                configured(
                        new FingerprintFactory(),
                        """
                {"schema": "iglu:com.snowplowanalytics.snowplow/event_fingerprint_config/jsonschema/1-0-1",
                "data": {"parameters": {"excludeParameters": ["stm", "eid"], "hashAlgorithm": "MD5"}}}"""));

        // when
        EnrichedEvent event = Outcomes.good(
                pipeline,
                CollectorRecord.pixel("stm=1000000000000&e=se&se_ac=buy&eid=a729d278-110a-4ac6-845b-d1f12ce45ac7&x"));

        // then
        assertThat(event.text(AtomicField.EVENT_FINGERPRINT)).isEqualTo("6829c2021516783f1ef03a9e9736ac77");
    }

    private static ConfiguredEnrichment configured(EnrichmentFactory factory, String json) {
        EnrichmentConfig config = Configs.config(json);
        return new ConfiguredEnrichment(config.schema(), factory.create(config, Configs.RESOURCES));
    }

    private static CollectorRecord pageView(String parameter, String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("e", "pv");
        parameters.put(parameter, value);
        return CollectorRecord.pixel(parameters);
    }
}
