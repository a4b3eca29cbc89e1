package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.Simple;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which texts are too long for their columns, and what follows from it. */
class AtomicLimitsTest {

    private static final Simple HEADING =
            new Simple("Enriched event does not conform to atomic schema field's length restrictions");

    /** All that are checked, in the order in which they are told. */
    private static final String CHECKED =
            """
            app_id platform event event_id name_tracker v_tracker v_collector v_etl user_id user_ipaddress user_fingerprint
            domain_userid network_userid geo_country geo_region geo_city geo_zipcode geo_region_name ip_isp ip_organization
            ip_domain ip_netspeed page_url page_title page_referrer page_urlscheme page_urlhost page_urlpath page_urlquery
            page_urlfragment refr_urlscheme refr_urlhost refr_urlpath refr_urlquery refr_urlfragment refr_medium refr_source
            refr_term mkt_medium mkt_source mkt_term mkt_content mkt_campaign se_category se_action se_label se_property
            tr_orderid tr_affiliation tr_city tr_state tr_country ti_orderid ti_sku ti_name ti_category useragent br_name
            br_family br_version br_type br_renderengine br_lang br_colordepth os_name os_family os_manufacturer os_timezone
            dvce_type doc_charset tr_currency ti_currency base_currency geo_timezone mkt_clickid mkt_network etl_tags
            refr_domain_userid domain_sessionid event_vendor event_name event_format event_version event_fingerprint
            """;

    @Test
    void allTooLongColumnsAreToldInOrder() {
        // given
        EnrichedEvent.Builder event = EnrichedEvent.builder();
        texts().forEach(field -> event.set(field, "x".repeat(20_000)));

        // when
        List<FailureMessage> violations = AtomicLimits.defaults().violations(event.build());

        // then
        assertThat(violations).first().isEqualTo(HEADING);
        assertThat(violations.stream()
                        .skip(1)
                        .map(message -> ((Simple) message).error().split(" ", -1)[1]))
                .containsExactly(CHECKED.split("\\s+"));
    }

    @Test
    void aTextOfJustTheLimitFits() {
        EnrichedEvent.Builder event = EnrichedEvent.builder();
        texts().filter(field -> field.maxLength() > 0)
                .forEach(field -> event.set(field, "x".repeat(field.maxLength())));

        assertThat(AtomicLimits.defaults().violations(event.build())).isEmpty();
    }

    @Test
    void lengthsAreCountedInUtf16Units() {
        EnrichedEvent emoji = EnrichedEvent.builder()
                .set(AtomicField.GEO_COUNTRY, "\uD83D\uDE00\uD83D\uDE00")
                .build();

        assertThat(AtomicLimits.defaults().violations(emoji))
                .containsExactly(HEADING, new Simple("Field geo_country longer than maximum allowed size 2"));
    }

    @Test
    void anEventWithATooLongColumnIsRefused() {
        BadRow row = Outcomes.bad(Pipelines.plain(), trackerVersion(500));

        assertThat(Outcomes.enrichmentMessages(row))
                .containsExactly(HEADING, new Simple("Field v_tracker longer than maximum allowed size 100"));
        assertThat(Outcomes.enriched(row).text(AtomicField.V_TRACKER)).hasSize(500);
    }

    @Test
    void anEventWithATooLongColumnPassesWhenAskedFor() {
        // given
        AtomicInteger accepted = new AtomicInteger();
        EventPipeline pipeline = Pipelines.builder()
                .options(Pipelines.options().acceptingInvalid())
                .listener(new PipelineListener() {
                    @Override
                    public void acceptedInvalid() {
                        accepted.incrementAndGet();
                    }
                })
                .build();

        // when
        EnrichedEvent event = Outcomes.good(pipeline, trackerVersion(500));
        Outcomes.good(pipeline, trackerVersion(100));

        // then
        assertThat(event.text(AtomicField.V_TRACKER)).hasSize(500);
        assertThat(accepted).hasValue(1);
    }

    @Test
    void limitsCanBeReplaced() {
        EventPipeline pipeline = Pipelines.with(Pipelines.options()
                .withLimits(AtomicLimits.with(Map.of(AtomicField.V_TRACKER, 500, AtomicField.APP_ID, 2))));

        Outcomes.good(pipeline, trackerVersion(500));
        assertThat(Outcomes.enrichmentMessages(
                        Outcomes.bad(pipeline, CollectorRecord.pixel("e=pv&aid=abc&tv=" + "x".repeat(501)))))
                .containsExactly(
                        HEADING,
                        new Simple("Field app_id longer than maximum allowed size 2"),
                        new Simple("Field v_tracker longer than maximum allowed size 500"));
    }

    @Test
    void aLimitOfZeroChecksNothing() {
        EventPipeline pipeline =
                Pipelines.with(Pipelines.options().withLimits(AtomicLimits.with(Map.of(AtomicField.V_TRACKER, 0))));

        assertThat(Outcomes.good(pipeline, trackerVersion(9000)).text(AtomicField.V_TRACKER))
                .hasSize(9000);
    }

    @ParameterizedTest
    @EnumSource(
            value = AtomicField.class,
            names = {"TXN_ID", "CONTEXTS", "ETL_TSTAMP", "SE_VALUE", "GEO_LATITUDE", "BR_COOKIES"})
    void onlyTextsHaveLengths(AtomicField field) {
        Map<AtomicField, Integer> limits = Map.of(field, 10);

        assertThatThrownBy(() -> AtomicLimits.with(limits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field.column());
    }

    @Test
    void aLimitIsNotNegative() {
        Map<AtomicField, Integer> limits = Map.of(AtomicField.APP_ID, -1);

        assertThatThrownBy(() -> AtomicLimits.with(limits)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Stream<AtomicField> texts() {
        return AtomicField.all().stream().filter(field -> field.kind() == AtomicField.Kind.TEXT);
    }

    private static CollectorRecord trackerVersion(int length) {
        return CollectorRecord.pixel("e=pv&tv=" + "x".repeat(length));
    }
}
