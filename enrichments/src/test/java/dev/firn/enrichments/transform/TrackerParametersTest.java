package dev.firn.enrichments.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.payload.Parameters;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerParametersTest {

    private final EnrichedEvent.Builder event = EnrichedEvent.builder();
    private final List<FailureMessage> failures = new ArrayList<>();

    private void apply(@Nullable String... namesAndValues) {
        LinkedHashMap<String, @Nullable String> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        TrackerParameters.apply(Parameters.of(values), event, failures::add);
    }

    private @Nullable Object value(String column) {
        return event.value(AtomicField.ofColumn(column));
    }

    private void refuses(String name, String value, String expectation) {
        apply(name, value);
        assertThat(failures).containsExactly(new InputData(name, value, expectation));
        assertThat(event.build()).isEqualTo(EnrichedEvent.builder().build());
    }

    @ParameterizedTest
    @CsvSource({
        "aid, app_id", "uid, user_id", "duid, domain_userid", "nuid, network_userid", "tnuid, network_userid",
        "ua, useragent", "fp, user_fingerprint", "tna, name_tracker", "tv, v_tracker", "cv, v_collector",
        "lang, br_lang", "cd, br_colordepth", "se_ca, se_category", "ev_ca, se_category", "se_ac, se_action",
        "ev_ac, se_action", "se_la, se_label", "ev_la, se_label", "se_pr, se_property", "ev_pr, se_property",
        "tr_id, tr_orderid", "tr_af, tr_affiliation", "tr_ci, tr_city", "tr_st, tr_state", "tr_co, tr_country",
        "tr_cu, tr_currency", "ti_id, ti_orderid", "ti_sk, ti_sku", "ti_nm, ti_name", "ti_na, ti_name",
        "ti_ca, ti_category", "ti_cu, ti_currency", "refr, page_referrer", "url, page_url", "page, page_title",
        "cs, doc_charset", "tz, os_timezone"
    })
    void setsTextColumns(String parameter, String column) {
        apply(parameter, "Hi\t\u0002\uFFFD \b%20+");

        assertThat(value(column)).isEqualTo("Hi    \uFFFD %20+");
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tid, txn_id",
        "vid, domain_sessionidx",
        "ti_qu, ti_quantity",
        "pp_mix, pp_xoffset_min",
        "pp_max, pp_xoffset_max",
        "pp_miy, pp_yoffset_min",
        "pp_may, pp_yoffset_max"
    })
    void setsIntegerColumns(String parameter, String column) {
        apply(parameter, "-42");

        assertThat(value(column)).isEqualTo(-42);
    }

    @ParameterizedTest
    @CsvSource({"028288, 28288", "+5, 5", "007, 7", "-1, -1", "٤٥, 45", "null,", "NULL,"})
    void readsIntegers(String text, @Nullable Integer expected) {
        event.set(AtomicField.TXN_ID, 9);

        apply("tid", text);

        assertThat(value("txn_id")).isEqualTo(expected);
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0",
                "1999.",
                "1e3",
                "6.72E5",
                "0x54",
                "NaN",
                "",
                " 5",
                "5 ",
                "1_000",
                "2147483648",
                "42.50",
                "-",
                "+"
            })
    void refusesOtherIntegers(String text) {
        refuses("tid", text, "cannot be converted to java.lang.Integer");
    }

    @ParameterizedTest
    @CsvSource({
        "se_va, se_value",
        "ev_va, se_value",
        "tr_tt, tr_total",
        "tr_tx, tr_tax",
        "tr_sh, tr_shipping",
        "ti_pr, ti_price"
    })
    void setsDecimalColumns(String parameter, String column) {
        apply(parameter, "35708.23");

        assertThat(value(column)).isEqualTo(new BigDecimal("35708.23"));
    }

    @ParameterizedTest
    @CsvSource({
        "42, 42",
        "42.5, 42.5",
        "42.50, 42.50",
        "137777104559, 137777104559",
        "-137777104559, -137777104559",
        "1E7, 10000000",
        "1.2E9, 1200000000",
        "1E+2, 100",
        "1e3, 1000",
        "6.72E5, 672000",
        "10.0, 10.0",
        "1999., 1999",
        "0.000001, 0.000001",
        "0.0000001, 1E-7",
        "-0.0, 0.0",
        "+5, 5",
        "007, 7",
        "2147483648, 2147483648",
        "٤٥, 45",
        "1e-400, 1E-400",
        "null,",
        "NuLL,"
    })
    void readsDecimals(String text, @Nullable String expected) {
        event.set(AtomicField.SE_VALUE, BigDecimal.TEN);

        apply("se_va", text);

        assertThat(value("se_value")).isEqualTo(expected == null ? null : new BigDecimal(expected));
        assertThat(failures).isEmpty();
    }

    @Test
    void writesBigExponentsOutUpToTheBound() {
        apply("se_va", "1e400");

        assertThat(String.valueOf(value("se_value"))).hasSize(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,5",
                "",
                "0x54",
                "NaN",
                " 5",
                "5 ",
                "1_000",
                "1e",
                "1e401",
                "1e-401",
                "1e2147483647",
                "1e9999999999"
            })
    void refusesOtherDecimals(String text) {
        apply("se_va", text);

        assertThat(failures).singleElement().isInstanceOfSatisfying(InputData.class, failure -> assertThat(
                        failure.expectation())
                .startsWith("cannot be converted to java.math.BigDecimal. Error : "));
        assertThat(value("se_value")).isNull();
    }

    @Test
    void refusesEndlessDecimalsWithoutReadingThem() {
        apply("se_va", "9".repeat(5_000_000));

        assertThat(failures).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "f_pdf, br_features_pdf", "f_fla, br_features_flash", "f_java, br_features_java",
        "f_dir, br_features_director", "f_qt, br_features_quicktime", "f_realp, br_features_realplayer",
        "f_wma, br_features_windowsmedia", "f_gears, br_features_gears", "f_ag, br_features_silverlight",
        "cookie, br_cookies"
    })
    void setsFlags(String parameter, String column) {
        apply(parameter, "1");
        assertThat(value(column)).isEqualTo(true);

        apply(parameter, "0");
        assertThat(value(column)).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "0.0", "a", "", "true"})
    void refusesOtherFlags(String text) {
        refuses("f_pdf", text, "cannot be converted to Boolean-like java.lang.Byte");
    }

    @ParameterizedTest
    @CsvSource({"eid, event_id", "sid, domain_sessionid"})
    void readsUuidsInEitherCase(String parameter, String column) {
        apply(parameter, "A729D278-110A-4AC6-845B-d1f12ce45ac7");

        assertThat(value(column)).isEqualTo("a729d278-110a-4ac6-845b-d1f12ce45ac7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{f732d278-120e-4ab6-845b-c1f11cd85dc7}",
                "f732d278120e4ab6845bc1f11cd85dc7",
                "1-1-1-1-1",
                "",
                "f732d278-120e-4ab6-845b-c1f11cd85dcg",
                "f732d278-120e-4ab6-845bc-1f11cd85dc7",
                "f732d278-120e-4ab6-845b-c1f11cd85dc７"
            })
    void refusesOtherUuids(String text) {
        refuses("eid", text, "not a valid UUID");
    }

    @ParameterizedTest
    @CsvSource({"dtm, dvce_created_tstamp", "stm, dvce_sent_tstamp", "ttm, true_tstamp"})
    void setsTimestamps(String parameter, String column) {
        apply(parameter, "+1700000000000");

        assertThat(value(column)).isEqualTo(1_700_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 0, -1, 253402300799999L, -62167219200000L})
    void readsTimestampsOfTheYears0To9999(long millis) {
        apply("dtm", Long.toString(millis));

        assertThat(value("dvce_created_tstamp")).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "v, not in the expected format: ms since epoch",
        "'', not in the expected format: ms since epoch",
        "1e3, not in the expected format: ms since epoch",
        "10.0, not in the expected format: ms since epoch",
        "null, not in the expected format: ms since epoch",
        "9223372036854775808, not in the expected format: ms since epoch",
        "1111111111111111, formatting as 37179-09-17 07:18:31.111 is not Redshift-compatible",
        "253402300800000, formatting as 10000-01-01 00:00:00.000 is not Redshift-compatible",
        "-62167219200001, formatting as -0001-12-31 23:59:59.999 is not Redshift-compatible",
        "-9223372036854775808, formatting as -292275055-05-16 16:47:04.192 is not Redshift-compatible",
    })
    void refusesOtherTimestamps(String text, String expectation) {
        refuses("dtm", text, expectation);
    }

    @ParameterizedTest
    @CsvSource({
        "res, dvce_screenwidth, dvce_screenheight",
        "vp, br_viewwidth, br_viewheight",
        "ds, doc_width, doc_height"
    })
    void setsDimensions(String parameter, String width, String height) {
        apply(parameter, "1200x0800");

        assertThat(value(width)).isEqualTo(1200);
        assertThat(value(height)).isEqualTo(800);
    }

    @ParameterizedTest
    @CsvSource({
        "76xEE, does not conform to regex (\\d+)x(\\d+)",
        "1200x-17, does not conform to regex (\\d+)x(\\d+)",
        "'', does not conform to regex (\\d+)x(\\d+)",
        "x, does not conform to regex (\\d+)x(\\d+)",
        "1x, does not conform to regex (\\d+)x(\\d+)",
        "12, does not conform to regex (\\d+)x(\\d+)",
        "1x2x3, does not conform to regex (\\d+)x(\\d+)",
        "٤٥٦٧x680, does not conform to regex (\\d+)x(\\d+)",
        "760x3389336768, could not be converted to java.lang.Integer s",
        "3389336768x760, could not be converted to java.lang.Integer s",
    })
    void refusesOtherDimensions(String text, String expectation) {
        refuses("res", text, expectation);
    }

    @ParameterizedTest
    @CsvSource({
        "pv, page_view",
        "pp, page_ping",
        "ue, unstruct",
        "se, struct",
        "ev, struct",
        "tr, transaction",
        "ti, transaction_item",
        "ad, ad_impression"
    })
    void knowsEventTypes(String code, String name) {
        apply("e", code);

        assertThat(value("event")).isEqualTo(name);
    }

    @Test
    void refusesOtherEventTypes() {
        refuses("e", "evnt", "not recognized as an event type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "iot", "app", "mob", "pc", "cnsl", "tv", "srv"})
    void knowsPlatforms(String platform) {
        apply("p", platform);

        assertThat(value("platform")).isEqualTo(platform);
    }

    @Test
    void refusesOtherPlatforms() {
        refuses("p", "ma", "not recognized as a tracking platform");
    }

    @ParameterizedTest
    @CsvSource({
        "'127.0.0.1, 127.0.0.2', 127.0.0.1",
        "'127.0.0.1,127.0.0.2', 127.0.0.1",
        "127.0.0.1|127.0.0.2, 127.0.0.1",
        "1.0.0.1!1.0.0.2, 1.0.0.1!1.0.0.2",
        "'',",
        "',',",
        "' ',",
        "',1.1.1.1',"
    })
    void takesTheFirstAddress(String text, @Nullable String expected) {
        event.set(AtomicField.USER_IPADDRESS, "9.9.9.9");

        apply("ip", text);

        assertThat(value("user_ipaddress")).isEqualTo(expected);
        assertThat(TrackerParameters.firstAddress(text)).isEqualTo(expected);
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"co, contexts", "ue_pr, unstruct_event"})
    void parsesJson(String parameter, String column) {
        apply(parameter, "{ \"key\" : [1.00, 2.00] }");

        assertThat(value(column)).hasToString("{\"key\":[1.00,2.00]}");
    }

    @Test
    void refusesBadJson() {
        refuses("co", "{\"a\"::2}", "invalid json: expected json value got ':2}' (line 1, column 6)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"co", "cx", "ue_pr", "ue_px"})
    void refusesEmptyJson(String parameter) {
        refuses(parameter, "", "invalid json: exhausted input");
    }

    @ParameterizedTest
    @CsvSource({"cx, contexts", "ue_px, unstruct_event"})
    void parsesJsonInBase64OfAnyKind(String parameter, String column) {
        byte[] json = "{\"k\":\"한 글?>~\"}".getBytes(StandardCharsets.UTF_8);

        for (Base64.Encoder encoder : List.of(
                Base64.getEncoder(),
                Base64.getUrlEncoder(),
                Base64.getUrlEncoder().withoutPadding(),
                Base64.getMimeEncoder(4, new byte[] {'\r', '\n'}))) {
            apply(parameter, encoder.encodeToString(json));

            assertThat(value(column)).isEqualTo(node("{\"k\":\"한 글?>~\"}"));
            event.build();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void replacesBytesThatAreNoUtf8() {
        apply("cx", Base64.getEncoder().encodeToString(new byte[] {'"', (byte) 0xFF, (byte) 0xC0, (byte) 0x80, '"'}));

        assertThat(value("contexts")).isEqualTo(node("\"\uFFFD\uFFFD\uFFFD\""));
    }

    @ParameterizedTest
    @CsvSource({
        "äöü - &, exhausted input",
        "-, exhausted input",
        "=, exhausted input",
        "Sm9obg, 'expected json value got ''John'' (line 1, column 1)'"
    })
    void reportsTheEncodedTextOfBadJson(String text, String error) {
        refuses("cx", text, "invalid json: " + error);
    }

    @Test
    void letsOneOfTwoParametersForAColumnWin() {
        apply(
                "cx",
                base64("{\"cx\":1}"),
                "co",
                "{\"co\":1}",
                "ue_px",
                base64("{\"px\":1}"),
                "ue_pr",
                "{\"pr\":1}",
                "se_ca",
                "se",
                "ev_ca",
                "ev",
                "se_ac",
                "se",
                "ev_ac",
                "ev",
                "se_la",
                "se",
                "ev_la",
                "ev",
                "se_pr",
                "se",
                "ev_pr",
                "ev",
                "se_va",
                "1",
                "ev_va",
                "2",
                "ti_nm",
                "nm",
                "ti_na",
                "na",
                "tnuid",
                "t",
                "nuid",
                "n");

        assertThat(value("contexts")).hasToString("{\"cx\":1}");
        assertThat(value("unstruct_event")).hasToString("{\"px\":1}");
        assertThat(value("se_category")).isEqualTo("se");
        assertThat(value("se_action")).isEqualTo("se");
        assertThat(value("se_label")).isEqualTo("ev");
        assertThat(value("se_property")).isEqualTo("ev");
        assertThat(value("se_value")).isEqualTo(new BigDecimal("2"));
        assertThat(value("ti_name")).isEqualTo("nm");
        assertThat(value("network_userid")).isEqualTo("t");
    }

    @Test
    void judgesTheLoserOfTwoToo() {
        apply("cx", "", "co", "");

        assertThat(failures)
                .extracting(failure -> ((InputData) failure).field())
                .containsExactly("co", "cx");
    }

    @Test
    void keepsWhatTheLoserSetWhenTheWinnerFails() {
        apply("cx", "", "co", "{}");

        assertThat(value("contexts")).hasToString("{}");
        assertThat(failures).hasSize(1);
    }

    @Test
    void clearsATextWithAnEmptyOne() {
        event.set(AtomicField.USERAGENT, "header").set(AtomicField.V_COLLECTOR, "ssc");

        apply("ua", "", "cv", "");

        assertThat(value("useragent")).isNull();
        assertThat(value("v_collector")).isNull();
    }

    @Test
    void passesOverParametersWithoutValueAndUnknownOnes() {
        event.set(AtomicField.USERAGENT, "header");

        apply("ua", null, "eid", null, "vid", null, "evn", "x", "UA", "y", "ctype", "z");

        assertThat(value("useragent")).isEqualTo("header");
        assertThat(failures).isEmpty();
    }

    @Test
    void reportsAllFailuresInTheOrderOfTheTable() {
        apply("res", "12", "cookie", "maybe", "dtm", "yesterday", "vid", "x", "e", "zz", "aid", "shop");

        assertThat(failures)
                .extracting(failure -> ((InputData) failure).field())
                .containsExactly("e", "vid", "dtm", "cookie", "res");
        assertThat(value("app_id")).isEqualTo("shop");
    }

    @Test
    void refusesACollectorTimeThatNoWarehouseLoads() {
        assertThat(TrackerParameters.collectorTimestampProblem(0)).isNull();
        assertThat(TrackerParameters.collectorTimestampProblem(253402300800005L))
                .isEqualTo(new InputData(
                        "collector_tstamp",
                        "10000-01-01T00:00:00.005Z",
                        "formatted as 10000-01-01 00:00:00.005 is not Redshift-compatible"));
        assertThat(TrackerParameters.collectorTimestampProblem(-63113904000000L))
                .isEqualTo(new InputData(
                        "collector_tstamp",
                        "-0030-01-01T00:00:00.000Z",
                        "formatted as -0030-01-01 00:00:00.000 is not Redshift-compatible"));
    }

    private static Object node(String json) {
        return JsonText.parse(json).fold(node -> node, message -> message);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
