package dev.firn.enrichments.adapter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What webhooks do to names, times and trees. */
class WebhookPartsTest {

    private static JsonNode json(String text) {
        return ((ParsedJson.Json) JsonText.parse(text.replace('\'', '"'))).node();
    }

    private static String text(JsonNode json) {
        return JsonText.write(json).replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource({
        "page_name, pageName",
        "Page-name, pageName",
        "URL, uRL",
        "a_b_c-d, aBCD",
        "_id, Id",
        "__a, _a",
        "a__b, a_b",
        "a_, a_",
        "a-é, a-é",
        "a_1, a1",
        "data.json, data.json",
        "ÉTÉ, éTÉ",
        "'', ''",
        "_, _",
    })
    void camelCasesNames(String name, String camelCase) {
        assertThat(CamelCase.of(name)).isEqualTo(camelCase);
    }

    @Test
    void camelCasesNamesInArraysTooAndKeepsTheLastOfTwo() {
        assertThat(text(JsonEdits.inCamelCase(json("{'a_b':[{'c_d':1.00},[{'E':{}}]],'f':'g_h','aB':2}"))))
                .isEqualTo("{'aB':2,'f':'g_h'}");
        assertThat(text(JsonEdits.inCamelCase(json("{'a_b':[{'c_d':1.00},[{'E':{}}]]}"))))
                .isEqualTo("{'aB':[{'cD':1.00},[{'e':{}}]]}");
    }

    @ParameterizedTest
    @CsvSource({
        "2014-11-04 13:21:30, 2014-11-04T13:21:30.000Z",
        "2014-1-4 3:2:1, 2014-01-04T03:02:01.000Z",
        "12345-01-01 00:00:00, 12345-01-01T00:00:00.000Z",
        "14-01-01 00:00:00, 0014-01-01T00:00:00.000Z",
        "2016-02-29 23:59:59, 2016-02-29T23:59:59.000Z",
        "2015-02-29 23:59:59, 2015-02-29 23:59:59",
        "2014-11-04 24:00:00, 2014-11-04 24:00:00",
        "2014-11-04T13:21:30, 2014-11-04T13:21:30",
        "2014-11-04 13:21, 2014-11-04 13:21",
        "'2014-11-04 13:21:30 ', '2014-11-04 13:21:30 '",
        "2014-11-04 13:21:301, 2014-11-04 13:21:301",
        "2014-011-04 13:21:30, 2014-011-04 13:21:30",
        "1234567890-11-04 13:21:30, 1234567890-11-04 13:21:30",
        "'', ''",
    })
    void rewritesTimesWithASpace(String text, String expected) {
        assertThat(DateTimes.ofSpaced(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000Z",
        "1446549615, 2015-11-03T11:20:15.000Z",
        "-1, 1969-12-31T23:59:59.000Z",
        "253402300800, 10000-01-01T00:00:00.000Z",
        "-62198755200, -0001-01-01T00:00:00.000Z",
        "9223372036854774, 292278994-08-17T07:12:54.000Z",
        "9223372036854776,",
        "-9223372036854775808,",
    })
    void tellsTheTimeOfSeconds(long seconds, @Nullable String expected) {
        assertThat(DateTimes.ofEpochSeconds(seconds)).isEqualTo(expected);
    }

    @Test
    void tellsTheTimeOfMilliseconds() {
        assertThat(DateTimes.ofEpochMillis(1462216307945L)).isEqualTo("2016-05-02T19:11:47.945Z");
        assertThat(DateTimes.ofEpochMillis(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(DateTimes.ofEpochMillis(Long.MAX_VALUE)).isEqualTo("292278994-08-17T07:12:55.807Z");
        assertThat(DateTimes.ofEpochMillis(Long.MIN_VALUE)).isEqualTo("-292275055-05-16T16:47:04.192Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ts':1}; {'ts':'1970-01-01T00:00:01.000Z'}",
                "{'ts':'1'}; {'ts':'1970-01-01T00:00:01.000Z'}",
                "{'ts':1.0}; {'ts':'1970-01-01T00:00:01.000Z'}",
                "{'ts':1e3}; {'ts':'1970-01-01T00:16:40.000Z'}",
                "{'ts':1.5}; {'ts':1.5}",
                "{'ts':'1.0'}; {'ts':'1.0'}",
                "{'ts':1e999999999}; {'ts':1e999999999}",
                "{'ts':123456789012345678901}; {'ts':123456789012345678901}",
                "{'ts':9223372036854775807}; {'ts':9223372036854775807}",
                "{'ts':null,'x':true}; {'ts':null,'x':true}",
                "{'ts':[1,{'ts':1}]}; {'ts':[1,{'ts':'1970-01-01T00:00:01.000Z'}]}",
                "{'a':[[{'b':{'ts':1,'event':'open'}}]],'event':'open'}; {'a':[[{'b':{'ts':'1970-01-01T00:00:01.000Z'}}]]}",
                "{'event':'click','a':['open']}; {'event':'click','a':['open']}",
                "['open',1]; ['open',1]",
                "5; 5",
            })
    void makesTimesOfSecondsAndDropsTheType(String beforeAndAfter) {
        String[] parts = beforeAndAfter.split("; ", -1);

        assertThat(text(new EpochSeconds(Set.of("ts"), "event", "open").edit(json(parts[0]))))
                .isEqualTo(parts[1]);
    }

    @Test
    void mergesObjectsOfBothSidesAndElseTakesTheOther() {
        ObjectNode base = (ObjectNode) json("{'a':1,'b':{'c':1,'d':[1]},'e':{'f':1}}");
        ObjectNode over = (ObjectNode) json("{'b':{'d':[2],'g':2},'e':2,'h':2}");

        assertThat(text(JsonEdits.merge(base, over))).isEqualTo("{'a':1,'b':{'c':1,'d':[2],'g':2},'e':2,'h':2}");
    }

    @ParameterizedTest
    @CsvSource({
        "2015-11-13T16:31:52.393Z, 2015-11-13T16:31:52.393Z",
        "2015-11-13T16:31:52+01:00, 2015-11-13T15:31:52Z",
        "2015-11-13T16:31:52+0100, 2015-11-13T15:31:52Z",
        "2015-11-13T16:31:52, 2015-11-13T16:31:52Z",
        "2015-11-13T16:31, 2015-11-13T16:31:00Z",
        "2015-11-13,",
        "2015-02-30T16:31:52Z,",
        "now,",
        "+292278994-08-17T07:12:55Z, +292278994-08-17T07:12:55Z",
        "+292278994-08-17T07:12:56Z,",
        "+999999999-12-31T23:59:59-18:00,",
        "-999999999-01-01T00:00:00+18:00,",
    })
    void readsTimesOfTheIsoStandard(String text, @Nullable String instant) {
        assertThat(DateTimes.parseIso(text))
                .isEqualTo(instant == null ? null : Instant.parse(instant).toEpochMilli());
    }
}
