package dev.firn.enrichments.crossnavigation;

import static dev.firn.serdes.event.AtomicField.REFR_DOMAIN_USERID;
import static dev.firn.serdes.event.AtomicField.REFR_DVCE_TSTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.Results;
import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.SelfDescribingJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossNavigationEnrichmentTest extends EnrichmentContract {

    private static final long CLICKED_AT = 1426245561368L;

    @Override
    protected Enrichment enrichment() {
        return new CrossNavigationFactory()
                .create(
                        Configs.config(
                                """
                        {"schema": "iglu:com.snowplowanalytics.snowplow.enrichments/cross_navigation_config/jsonschema/1-0-0",
                         "data": {"enabled": true, "vendor": "v", "name": "n"}}"""),
                        Configs.RESOURCES);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            textBlock =
                    """
            # session | user | source | platform | reason | parts after user and time
            -                                    | -       | -            | -   | -       | ''
            -                                    | -       | -            | -   | -       | .
            -                                    | -       | -            | -   | -       | .....
            987abc12-3456-7890-abcd-ef1234567890 | u_123   | acme-web-app | web | -       | .987abc12-3456-7890-abcd-ef1234567890.dV8xMjM.YWNtZS13ZWItYXBw.web
            -                                    | -       | -            | -   | Buy now | .....QnV5IG5vdw
            -                                    | -       | -            | web | -       | .not-a-uuid..%25%25%25.web
            987ABC12-3456-7890-ABCD-EF1234567890 | -       | -            | -   | -       | .987ABC12-3456-7890-ABCD-EF1234567890
            -                                    | ü?>     | -            | -   | -       | ..w7w_Pg
            -                                    | ü?>     | -            | -   | -       | ..w7w_Pg%3D%3D
            -                                    | -       | -            | -   | -       | ..w7w/Pg
            -                                    | -       | b            | -   | -       | ..%2FyA.Yg
            -                                    | -       | b            | -   | -       | .._w.Yg
            -                                    | -       | -            | headset | b   | ....headset.Yg.Yw.x.y
            -                                    | -       | -            | -   | b       | ....Web.Yg
            """)
    void tellsAllThatTheLinkTells(
            @Nullable String session,
            @Nullable String user,
            @Nullable String source,
            @Nullable String platform,
            @Nullable String reason,
            String rest) {
        JsonNode data = contexts(event("abc", CLICKED_AT), "_sp=abc." + CLICKED_AT + rest)
                .get(0)
                .data();
        assertThat(data.fieldNames())
                .toIterable()
                .containsExactly(
                        "domain_user_id",
                        "timestamp",
                        "session_id",
                        "user_id",
                        "source_id",
                        "source_platform",
                        "reason");
        assertThat(data)
                .extracting(JsonNode::textValue)
                .containsExactly("abc", "2015-03-13T11:19:21.368Z", session, user, source, platform, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x=y", "_SP=abc.1426245561368"})
    void doesNothingWithoutTheParameter(String query) {
        assertThat(contexts(event("abc", CLICKED_AT), query)).isEmpty();
    }

    @Test
    void needsAUserAndATime() {
        assertThat(contexts(event("abc", null), "_sp=abc")).isEmpty();
        assertThat(contexts(event(null, CLICKED_AT), "_sp=.1426245561368")).isEmpty();
        assertThat(contexts(event(null, null), "_sp=.")).isEmpty();
        assertThat(contexts(event(null, null), "_sp=abc.not-a-timestamp")).isEmpty();
    }

    @Test
    void doesNothingWithoutAPageUrl() {
        EnrichmentResult result = enrichment().enrich(event("abc", CLICKED_AT).view());
        assertThat(Results.contexts(result)).isEmpty();
    }

    @Test
    void leavesOutWhatIsTooLong() {
        // given
        String most = "YWFh".repeat(1365) + "YQ"; // 4096 letters
        String more = most + "E";
        // when
        JsonNode data = contexts(event("abc", CLICKED_AT), "_sp=abc.1.." + most + "." + more)
                .get(0)
                .data();
        // then
        assertThat(data.path("user_id").textValue()).hasSize(4096);
        assertThat(data.path("source_id").isNull()).isTrue();
        assertThat(contexts(event("u".repeat(128), CLICKED_AT), "_sp=x.1")).hasSize(1);
        assertThat(contexts(event("u".repeat(129), CLICKED_AT), "_sp=x.1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-62_167_219_200_000L, -1, 0, 253_402_300_799_999L})
    void fitsTheSchemaAtAnyTimeThatAWarehouseHolds(long time) {
        // given
        IgluClient iglu = IgluClient.builder()
                .registries(List.of(Registries.igluCentralSnapshot().orElseThrow()))
                .refreshInline()
                .build();
        String link = "_sp=abc." + time + ".987ABC12-3456-7890-abcd-ef1234567890.YQ.Yg.iot.Yw";
        // when
        SelfDescribingJson context = contexts(event("abc", time), link).get(0);
        // then
        assertThat(iglu.check(context)).isInstanceOf(CheckResult.Valid.class);
    }

    /** An event with the columns that the pipeline sets before. */
    private static EventFixture event(@Nullable String user, @Nullable Long time) {
        return EventFixture.event().with(REFR_DOMAIN_USERID, user).with(REFR_DVCE_TSTAMP, time);
    }

    private List<SelfDescribingJson> contexts(EventFixture event, String query) {
        return Results.contexts(enrichment().enrich(event.pageQuery(query).view()));
    }
}
