package dev.firn.serdes.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.DecodedEvent.InvalidValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnrichedTsvTest {

    static List<String> goldenRows() {
        try (BufferedReader rows = new BufferedReader(
                new InputStreamReader(EnrichedTsvTest.class.getResourceAsStream("/enriched/golden.tsv"), UTF_8))) {
            return rows.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("goldenRows")
    void readsAndWritesAnotherEnginesRowsUnchanged(String row) {
        EnrichedEvent event = EnrichedTsv.decode(row).orThrow();

        assertThat(new String(EnrichedTsv.encode(event), UTF_8)).isEqualTo(row);
    }

    @Test
    void writesAllColumnsWithTheirKinds() {
        EnrichedEvent event = EnrichedEvent.builder()
                .set(AtomicField.APP_ID, "shop")
                .set(AtomicField.ETL_TSTAMP, 1_700_000_002_000L)
                .set(AtomicField.TXN_ID, 7)
                .set(AtomicField.GEO_LATITUDE, 37.4436f)
                .set(AtomicField.GEO_LONGITUDE, 1e-5f)
                .set(AtomicField.SE_VALUE, new BigDecimal("42.50"))
                .set(AtomicField.TR_TOTAL, new BigDecimal("0.0000001"))
                .set(AtomicField.BR_COOKIES, true)
                .set(AtomicField.BR_FEATURES_PDF, false)
                .set(AtomicField.UNSTRUCT_EVENT, Events.json(Events.UNSTRUCT))
                .set(AtomicField.PAGE_TITLE, "한글 😀")
                .build();

        String[] columns = new String(EnrichedTsv.encode(event), UTF_8).split("\t", -1);

        assertThat(columns).hasSize(131);
        assertThat(column(columns, AtomicField.APP_ID)).isEqualTo("shop");
        assertThat(column(columns, AtomicField.ETL_TSTAMP)).isEqualTo("2023-11-14 22:13:22.000");
        assertThat(column(columns, AtomicField.TXN_ID)).isEqualTo("7");
        assertThat(column(columns, AtomicField.GEO_LATITUDE)).isEqualTo("37.4436");
        assertThat(column(columns, AtomicField.GEO_LONGITUDE)).isEqualTo("1.0E-5");
        assertThat(column(columns, AtomicField.SE_VALUE)).isEqualTo("42.50");
        assertThat(column(columns, AtomicField.TR_TOTAL)).isEqualTo("1E-7");
        assertThat(column(columns, AtomicField.BR_COOKIES)).isEqualTo("1");
        assertThat(column(columns, AtomicField.BR_FEATURES_PDF)).isEqualTo("0");
        assertThat(column(columns, AtomicField.UNSTRUCT_EVENT)).isEqualTo(Events.UNSTRUCT);
        assertThat(column(columns, AtomicField.PAGE_TITLE)).isEqualTo("한글 😀");
        assertThat(columns).filteredOn(String::isEmpty).hasSize(131 - 11);
        for (AtomicField field : AtomicField.all()) {
            String text = column(columns, field);
            assertThat(EnrichedTsv.text(event, field)).isEqualTo(text.isEmpty() ? null : text);
        }
    }

    @Test
    void staysOneRowWhateverATextHolds() {
        EnrichedEvent event = EnrichedEvent.builder()
                .set(AtomicField.PAGE_TITLE, "a\tb\r\nc\nd")
                .set(AtomicField.APP_ID, "\n")
                .build();

        String row = new String(EnrichedTsv.encode(event), UTF_8);

        assertThat(row.split("\t", -1)).hasSize(131).contains("a    bcd");
        assertThat(row).doesNotContain("\r", "\n");
        assertThat(EnrichedTsv.text(event, AtomicField.APP_ID)).isNull();
    }

    @Test
    void appendsToWhatTheOutputHolds() {
        Utf8Output out = new Utf8Output();
        EnrichedTsv.write(Events.full(), out);
        out.writeByte('\n');
        EnrichedTsv.write(Events.full(), out);

        String[] rows = new String(out.toByteArray(), UTF_8).split("\n");

        assertThat(rows).hasSize(2);
        assertThat(rows[0]).isEqualTo(rows[1]).isEqualTo(new String(EnrichedTsv.encode(Events.full()), UTF_8));
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(EnrichedTsv.decode(EnrichedTsv.encode(Events.full())))
                .isEqualTo(new DecodedEvent.Event(Events.full()));
        Random random = new Random(20_261_122);
        for (int i = 0; i < 500; i++) {
            EnrichedEvent event = Events.random(random);

            assertThat(EnrichedTsv.decode(EnrichedTsv.encode(event)).orThrow())
                    .as("case %d", i)
                    .isEqualTo(event);
        }
    }

    @Test
    void tellsWhatIsNoRow() {
        assertThat(EnrichedTsv.decode("")).isEqualTo(new DecodedEvent.NotTsv());
        assertThat(EnrichedTsv.decode("{\"a\":1}")).isEqualTo(new DecodedEvent.NotTsv());
        assertThat(EnrichedTsv.decode("a\tb")).isEqualTo(new DecodedEvent.FieldNumberMismatch(2));
        assertThat(EnrichedTsv.decode("\t".repeat(131))).isEqualTo(new DecodedEvent.FieldNumberMismatch(132));
    }

    @Test
    void namesTheColumnsThatMustNotBeEmpty() {
        assertThat(EnrichedTsv.decode("\t".repeat(130)))
                .isEqualTo(new DecodedEvent.RowDecodingError(List.of(
                        new InvalidValue("collector_tstamp", "", "Field collector_tstamp cannot be empty"),
                        new InvalidValue("event_id", "", "Cannot parse key event_id into UUID"),
                        new InvalidValue("v_collector", "", "Field v_collector cannot be empty"),
                        new InvalidValue("v_etl", "", "Field v_etl cannot be empty"))));
    }

    @ParameterizedTest
    @CsvSource({
        "event_id, nope, Cannot parse key event_id into UUID",
        "txn_id, 1.0, Cannot parse key txn_id into integer",
        "txn_id, 99999999999, Cannot parse key txn_id into integer",
        "se_value, '12,5', Cannot parse key se_value into double",
        "geo_latitude, x, Cannot parse key geo_latitude into double",
        "geo_latitude, NaN, Cannot parse key geo_latitude into double",
        "br_cookies, true, Cannot parse key br_cookies into boolean",
        "derived_tstamp, 2013-11-26T00:02:05Z, Cannot parse key derived_tstamp into datetime",
        "contexts, body, 'invalid json: expected json value got ''body'' (line 1, column 1)'",
        "contexts, [], INVALID_DATA_PAYLOAD",
        "contexts, '{\"schema\":\"iglu:com.acme/x/jsonschema/1-0-0\",\"data\":[]}', "
                + "Unknown payload: iglu:com.acme/x/jsonschema/1-0-0",
        "contexts, '{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0\",\"data\":[{}]}', "
                + "INVALID_DATA_PAYLOAD",
        "contexts, '{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0\",\"data\":{}}', "
                + "INVALID_DATA_PAYLOAD",
        "unstruct_event, '{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\","
                + "\"data\":{\"schema\":\"x\",\"data\":1}}', INVALID_DATA_PAYLOAD",
    })
    void namesTheValuesThatDoNotFit(String column, String value, String message) {
        String[] columns = new String(EnrichedTsv.encode(Events.full()), UTF_8).split("\t", -1);
        columns[AtomicField.ofColumn(column).ordinal()] = value;

        assertThat(EnrichedTsv.decode(String.join("\t", columns)))
                .isEqualTo(new DecodedEvent.RowDecodingError(List.of(new InvalidValue(column, value, message))));
    }

    @Test
    void readsIdsLeniently() {
        String row = new String(EnrichedTsv.encode(Events.full()), UTF_8)
                .replace("f732d278-120e-4ab6-845b-c1f11cd85dc7", "F732D278-1-1-1-1");

        assertThat(EnrichedTsv.decode(row).orThrow().text(AtomicField.EVENT_ID))
                .isEqualTo("f732d278-0001-0001-0001-000000000001");
    }

    @Test
    void boundsTheCostOfHugeNumbers() {
        String[] columns = new String(EnrichedTsv.encode(Events.full()), UTF_8).split("\t", -1);
        columns[AtomicField.SE_VALUE.ordinal()] = "1".repeat(2_000_000);
        columns[AtomicField.TR_TOTAL.ordinal()] = "1E999999999";

        DecodedEvent decoded = EnrichedTsv.decode(String.join("\t", columns));

        assertThat(((DecodedEvent.RowDecodingError) decoded).errors())
                .extracting(InvalidValue::key)
                .containsExactly("se_value");
    }

    private static String column(String[] columns, AtomicField field) {
        return columns[field.ordinal()];
    }
}
