package dev.firn.enrichments.javascript;

import static dev.firn.enrichments.javascript.Scripts.error;
import static dev.firn.enrichments.spi.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Results;
import dev.firn.serdes.event.AtomicField;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnValuesTest {

    private static Enrichment setter;

    @BeforeAll
    static void create() {
        setter = Scripts.enrichment("function process(event) { eval(event.getPage_title()) }");
    }

    @AfterAll
    static void close() {
        setter.close();
    }

    /** Texts, whole numbers and flags as arguments of Java methods in Nashorn 15.7; undefined and decimals are ours. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            nullValues = "-",
            textBlock =
                    """
            app_id            | 5            | 5
            app_id            | 1.5          | 1.5
            app_id            | 1/3          | 0.3333333333333333
            app_id            | 1e300        | 1e+300
            app_id            | true         | true
            app_id            | 'a' + 'b'    | ab
            app_id            | [1, 2]       | 1,2
            app_id            | {}           | [object Object]
            app_id            | null         | -
            app_id            | undefined    | -
            page_urlport      | 9            | 9
            page_urlport      | '9'          | 9
            page_urlport      | 1.9          | 1
            page_urlport      | 'abc'        | 0
            page_urlport      | undefined    | -
            br_cookies        | 1            | true
            br_cookies        | '0'          | false
            br_cookies        | true         | true
            br_cookies        | null         | -
            geo_latitude      | 37.5         | 37.5
            geo_latitude      | '37.5'       | 37.5
            geo_latitude      | null         | -
            geo_latitude      | undefined    | -
            tr_total          | 9.99         | 9.99
            tr_total          | '9.90'       | 9.90
            tr_total          | 3            | 3
            tr_total          | null         | -
            true_tstamp       | '2026-01-02 03:04:05.678' | 1767323045678
            true_tstamp       | '2026-01-02 03:04:05'     | 1767323045000
            true_tstamp       | null         | -
            """)
    void convertsWhatScriptsSet(String column, String value, String expected) {
        AtomicField field = AtomicField.ofColumn(column);
        Object set = Results.columns(set(column, value)).get(field);
        assertThat(set == null ? null : set.toString()).isEqualTo(expected);
        if (set != null) {
            assertThat(set).isInstanceOf(field.kind().type());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            geo_latitude | 'north'                   | north is not a number
            geo_latitude | {}                        | an object is not a number
            geo_latitude | 1e300                     | 1.0E300 is not a number
            tr_total     | 'free'                    | free is not a number
            tr_total     | NaN                       | NaN is not a number
            tr_total     | '1e999999999'             | 1e999999999 is not a number
            tr_total     | []                        | an object is not a number
            true_tstamp  | 5                         | 5 is not a time as yyyy-MM-dd HH:mm:ss.SSS
            true_tstamp  | '2026-02-30 00:00:00.000' | 2026-02-30 00:00:00.000 is not a time as yyyy-MM-dd HH:mm:ss.SSS
            """)
    void refusesWhatAColumnCannotHold(String column, String value, String problem) {
        assertThat(error(set(column, value)))
                .startsWith(
                        "Error during execution of JavaScript function: [TypeError: event." + column + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            typeof event.getPage_urlport() + event.getPage_urlport()  | number8080
            event.getPage_urlport() + 1                               | 8081
            event.getTr_total() + 1                                   | 13.5
            JSON.stringify([event.getTr_total()])                     | [12.50]
            event.getBr_cookies() === 1                               | true
            event.getDvce_ismobile() === 0                            | true
            event.getGeo_latitude() === 37.5                          | true
            event.getTrue_tstamp()                                    | 2026-01-02 03:04:05.678
            event.getUser_id() === null                               | true
            event.nothing === undefined                               | true
            'app_id' in event                                         | true
            String(event)                                             | [object Event]
            """)
    void showsValuesAsNumbersAndTexts(String expression, String expected) {
        assertThat(Results.columns(set("app_id", "String(" + expression + ")")).get(AtomicField.APP_ID))
                .isEqualTo(expected);
    }

    private static EnrichmentResult set(String column, String value) {
        String name = Character.toUpperCase(column.charAt(0)) + column.substring(1);
        EventView event = event().with(AtomicField.PAGE_TITLE, "event.set" + name + "(" + value + ")")
                .with(AtomicField.PAGE_URLPORT, 8080)
                .with(AtomicField.TR_TOTAL, new BigDecimal("12.50"))
                .with(AtomicField.BR_COOKIES, true)
                .with(AtomicField.DVCE_ISMOBILE, false)
                .with(AtomicField.GEO_LATITUDE, 37.5f)
                .with(AtomicField.TRUE_TSTAMP, 1767323045678L)
                .view();
        return setter.enrich(event);
    }
}
