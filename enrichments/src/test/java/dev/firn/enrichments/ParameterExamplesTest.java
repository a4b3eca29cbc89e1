package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters to columns, through the whole pipeline. */
class ParameterExamplesTest {

    private static final EventPipeline PIPELINE = Pipelines.plain();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                "tid    | 42            | txn_id              | 42",
                "tid    | -42           | txn_id              | -42",
                "tid    | null          | txn_id              |",
                "tid    | 028288        | txn_id              | 28288",
                "vid    | 42            | domain_sessionidx   | 42",
                "ti_qu  | 42            | ti_quantity         | 42",
                "pp_mix | -42           | pp_xoffset_min      | -42",
                "pp_may | 42            | pp_yoffset_max      | 42",
                "ev_va  | 42            | se_value            | 42",
                "ev_va  | 42.5          | se_value            | 42.5",
                "ev_va  | 137777104559  | se_value            | 137777104559",
                "ev_va  | -137777104559 | se_value            | -137777104559",
                "ev_va  | 1E7           | se_value            | 10000000",
                "ev_va  | 1.2E9         | se_value            | 1200000000",
                "ev_va  | 0.000001      | se_value            | 0.000001",
                "ev_va  | 0.0000001     | se_value            | 1E-7",
                "dtm    | 1             | dvce_created_tstamp | 1970-01-01 00:00:00.001",
                "eid    | A729D278-110A-4AC6-845B-D1F12CE45AC7 | event_id | a729d278-110a-4ac6-845b-d1f12ce45ac7",
                "res    | 1200x800      | dvce_screenwidth    | 1200",
                "res    | 1200x800      | dvce_screenheight   | 800",
                "f_pdf  | 1             | br_features_pdf     | 1",
                "ip     | 127.0.0.1, 127.0.0.2 | user_ipaddress | 127.0.0.1",
                "ip     | 127.0.0.1,127.0.0.2  | user_ipaddress | 127.0.0.1",
                "ip     | 1.0.0.1!1.0.0.2      | user_ipaddress | 1.0.0.1!1.0.0.2",
                "ip     | ``            | user_ipaddress      |",
                "ip     | `, |`         | user_ipaddress      |",
                "ua     | Mozilla/5.0 (X11; Linux x86_64; rv:75.0) Gecko/20100101 %1$s/%2$s Firefox/75.0 | useragent"
                        + " | Mozilla/5.0 (X11; Linux x86_64; rv:75.0) Gecko/20100101 %1$s/%2$s Firefox/75.0",
            })
    void acceptedValuesReachTheirColumn(String parameter, String value, String column, String expected) {
        EnrichedEvent event = Outcomes.good(PIPELINE, pageView(parameter, value).userAgent("header-useragent"));

        assertThat(Outcomes.column(event, AtomicField.ofColumn(column))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tid   | 10.0             | cannot be converted to java.lang.Integer",
                "tid   | 1e3              | cannot be converted to java.lang.Integer",
                "tid   | ``               | cannot be converted to java.lang.Integer",
                "dtm   | v                | not in the expected format: ms since epoch",
                "dtm   | 1111111111111111 | formatting as 37179-09-17 07:18:31.111 is not Redshift-compatible",
                "eid   | {f732d278-120e-4ab6-845b-c1f11cd85dc7} | not a valid UUID",
                "eid   | f732d278120e4ab6845bc1f11cd85dc7       | not a valid UUID",
                "eid   | 1-1-1-1-1        | not a valid UUID",
                "eid   | ``               | not a valid UUID",
                "res   | 76xEE            | does not conform to regex (\\d+)x(\\d+)",
                "res   | 1200x-17         | does not conform to regex (\\d+)x(\\d+)",
                "res   | ``               | does not conform to regex (\\d+)x(\\d+)",
                "res   | ٤٥٦٧x680         | does not conform to regex (\\d+)x(\\d+)",
                "res   | 760x3389336768   | could not be converted to java.lang.Integer s",
                "f_pdf | 2                | cannot be converted to Boolean-like java.lang.Byte",
                "f_pdf | -1               | cannot be converted to Boolean-like java.lang.Byte",
                "f_pdf | 0.0              | cannot be converted to Boolean-like java.lang.Byte",
                "f_pdf | a                | cannot be converted to Boolean-like java.lang.Byte",
                "f_pdf | ``               | cannot be converted to Boolean-like java.lang.Byte",
                "p     | ma               | not recognized as a tracking platform",
                "e     | evnt             | not recognized as an event type",
                "cx    | ``               | invalid json: exhausted input",
                "co    | {\"a\"::2}       | invalid json: expected json value got ':2}' (line 1, column 6)",
            })
    void refusedValuesAreQuotedWithWhatWasExpected(String parameter, String value, String expectation) {
        BadRow row = Outcomes.bad(PIPELINE, pageView(parameter, value));

        assertThat(Outcomes.kind(row)).isEqualTo("enrichment_failures");
        assertThat(Outcomes.enrichmentMessages(row)).containsExactly(new InputData(parameter, value, expectation));
    }

    @Test
    void aRefusedEventIdIsReplacedInItsBadRow() {
        BadRow row = Outcomes.bad(PIPELINE, pageView("eid", "1-1-1-1-1"));

        assertThat(UUID.fromString(Outcomes.enriched(row).text(AtomicField.EVENT_ID)))
                .isEqualTo(Pipelines.NEW_ID);
    }

    @Test
    void anEventThatIsSentBeforeItWasCreatedHasTheCollectorsTime() {
        EnrichedEvent event = Outcomes.good(PIPELINE, CollectorRecord.pixel("e=pv&dtm=0&stm=-1"));

        assertThat(Outcomes.column(event, AtomicField.DVCE_CREATED_TSTAMP)).isEqualTo("1970-01-01 00:00:00.000");
        assertThat(Outcomes.column(event, AtomicField.DVCE_SENT_TSTAMP)).isEqualTo("1969-12-31 23:59:59.999");
        assertThat(event.timestamp(AtomicField.DERIVED_TSTAMP)).isEqualTo(CollectorRecord.COLLECTED_AT);
    }

    @Test
    void advertisementsAreReadButHaveNoSchema() {
        BadRow row = Outcomes.bad(PIPELINE, CollectorRecord.pixel("e=ad"));

        assertThat(Outcomes.enrichmentMessages(row)).singleElement().satisfies(message -> {
            InputData input = (InputData) message;
            assertThat(input.field()).isEqualTo("event");
            assertThat(input.value()).isEqualTo("ad_impression");
            assertThat(input.expectation())
                    .isEqualTo("trying to extract the schema of the enriched event but event type"
                            + " [ad_impression] doesn't match\n          any of page_view, page_ping, struct,"
                            + " transaction, transaction_item and unstruct\n          ");
        });
    }

    @Test
    void anEventWithoutATypeHasNoSchema() {
        BadRow row = Outcomes.bad(PIPELINE, CollectorRecord.pixel("p=web"));

        assertThat(((InputData) Outcomes.enrichmentMessages(row).get(0)).expectation())
                .contains("but event type [null] doesn't match");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Hi%09%02%EF%BF%BD%20%08Jo%09%02, `Hi    \uFFFD Jo    `",
                "Hello%0A, Hello",
                "%02%08,",
            })
    void textsAreCleaned(String sent, String expected) {
        EnrichedEvent event = Outcomes.good(PIPELINE, CollectorRecord.pixel("e=pv&page=" + sent));

        assertThat(event.text(AtomicField.PAGE_TITLE)).isEqualTo(expected);
    }

    @Test
    void emptyParametersEraseWhatTheCollectorKnew() {
        EnrichedEvent event = Outcomes.good(
                PIPELINE,
                CollectorRecord.pixel("e=pv&ua=&nuid=")
                        .userAgent("Mozilla")
                        .networkUserId("75a13583-5c99-40e3-81fc-541084dfc784"));

        assertThat(Outcomes.column(event, AtomicField.USERAGENT)).isNull();
        assertThat(Outcomes.column(event, AtomicField.NETWORK_USERID)).isNull();
    }

    @Test
    void anErasedCollectorVersionIsAFailure() {
        BadRow row = Outcomes.bad(PIPELINE, CollectorRecord.pixel("e=pv&cv="));

        assertThat(Outcomes.enrichmentMessages(row))
                .containsExactly(new InputData("v_collector", null, "should be set"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&p=web"})
    void aRecordWithoutACollectorsNameIsAFailure(String more) {
        BadRow row = Outcomes.bad(PIPELINE, CollectorRecord.pixel("e=pv" + more).collector(null));

        assertThat(Outcomes.enrichmentMessages(row))
                .containsExactly(new InputData("v_collector", null, "should be set"));
    }

    @Test
    void aUserAgentMayBeAnythingButSeveralLines() {
        EnrichedEvent event =
                Outcomes.good(PIPELINE, CollectorRecord.pixel("e=pv").userAgent("a\tb\r\nc %zz \u0002"));

        assertThat(event.text(AtomicField.USERAGENT)).isEqualTo("a    bc %zz \u0002");
    }

    @Test
    void jsonIsWrittenCompactlyWithItsNumbersAsSent() {
        // given
        String sent = "{ \"schema\" : \"iglu:com.acme/unknown/jsonschema/1-0-0\", \"data\": [1.00, 2.00, 3e2] }";

        // when
        BadRow row = Outcomes.bad(PIPELINE, pageView("co", sent));

        // then
        assertThat(Outcomes.column(Outcomes.enriched(row), AtomicField.CONTEXTS))
                .isEqualTo("{\"schema\":\"iglu:com.acme/unknown/jsonschema/1-0-0\",\"data\":[1.00,2.00,3e2]}");
    }

    @ParameterizedTest
    @CsvSource({
        "pv, com.snowplowanalytics.snowplow, page_view",
        "pp, com.snowplowanalytics.snowplow, page_ping",
        "tr, com.snowplowanalytics.snowplow, transaction",
        "ti, com.snowplowanalytics.snowplow, transaction_item",
        "se, com.google.analytics, event",
        "ev, com.google.analytics, event",
    })
    void everyTypeOfEventHasItsSchema(String type, String vendor, String name) {
        EnrichedEvent event = Outcomes.good(PIPELINE, CollectorRecord.pixel("e=" + type));

        assertColumns(
                event,
                "event_vendor=" + vendor + ", event_name=" + name + ", event_format=jsonschema, event_version=1-0-0");
    }

    @Test
    void aStructuredEvent() {
        EnrichedEvent event = Outcomes.good(
                PIPELINE,
                CollectorRecord.to("/ice.png")
                        .querystring("e=se&se_ca=ecomm&se_ac=add-to-basket&se_la="
                                + "%CE%A7%CE%B1%CF%81%CE%B9%CF%84%CE%AF%CE%BD%CE%B7&se_pr=1&se_va=35708.23"));

        assertColumns(
                event,
                "event=struct, se_category=ecomm, se_action=add-to-basket, se_label=Χαριτίνη, se_property=1,"
                        + " se_value=35708.23, event_vendor=com.google.analytics, event_name=event,"
                        + " event_format=jsonschema, event_version=1-0-0");
    }

    @Test
    void aTransactionWithContexts() {
        // given
        String redirect = "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/uri_redirect/jsonschema/1-0-0\","
                + "\"data\":{\"uri\":\"http://example.com/\"}}";
        String contexts = "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0\",\"data\":["
                + redirect + "]}";
        String encoded = Base64.getUrlEncoder().encodeToString(contexts.getBytes(StandardCharsets.UTF_8));

        // when
        EnrichedEvent event = Outcomes.good(
                PIPELINE,
                CollectorRecord.pixel("e=tr&tr_id=order-123&tr_af=pb&tr_tt=8000&tr_tx=200&tr_sh=50&tr_ci=London"
                        + "&tr_st=England&tr_co=UK&tid=028288&cx="
                        + URLEncoder.encode(encoded, StandardCharsets.UTF_8)));

        // then
        assertColumns(
                event,
                "event=transaction, tr_orderid=order-123, tr_affiliation=pb, tr_total=8000, tr_tax=200, tr_shipping=50,"
                        + " tr_city=London, tr_state=England, tr_country=UK, tr_total_base=, tr_tax_base=,"
                        + " tr_shipping_base=, txn_id=28288, event_name=transaction");
        assertThat(Outcomes.column(event, AtomicField.CONTEXTS))
                .isEqualTo(contexts.replace("contexts/jsonschema/1-0-0", "contexts/jsonschema/1-0-1"));
    }

    @Test
    void aTransactionItem() {
        EnrichedEvent event = Outcomes.good(
                PIPELINE,
                CollectorRecord.pixel("e=ti&ti_id=order-123&ti_sk=PBZ1001&ti_na=Blue%20t-shirt&ti_ca=APPAREL"
                        + "&ti_pr=2000&ti_qu=2"));

        assertColumns(
                event,
                "ti_orderid=order-123, ti_sku=PBZ1001, ti_name=Blue t-shirt, ti_category=APPAREL, ti_price=2000,"
                        + " ti_quantity=2, ti_currency=, event_name=transaction_item");
    }

    @Test
    void aDecimalThatIsTooBigToWriteOutIsRefused() {
        BadRow row = Outcomes.bad(PIPELINE, CollectorRecord.pixel("e=se&se_va=1e999999999"));

        FailureMessage message = Outcomes.enrichmentMessages(row).get(0);
        assertThat(((InputData) message).expectation()).startsWith("cannot be converted to java.math.BigDecimal");
    }

    private static CollectorRecord pageView(String parameter, String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("e", "pv");
        parameters.put(parameter, value);
        return CollectorRecord.pixel(parameters);
    }

    /** @param expected {@code column=value}, comma separated; no value is an empty column */
    private static void assertColumns(EnrichedEvent event, String expected) {
        for (String pair : expected.split(", ", -1)) {
            String column = pair.substring(0, pair.indexOf('='));
            String value = pair.substring(pair.indexOf('=') + 1);
            assertThat(Outcomes.column(event, AtomicField.ofColumn(column)))
                    .as(column)
                    .isEqualTo(value.isEmpty() ? null : value);
        }
    }
}
