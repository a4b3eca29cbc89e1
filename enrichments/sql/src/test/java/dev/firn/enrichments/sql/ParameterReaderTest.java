package dev.firn.enrichments.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.lookup.Input;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.event.AtomicField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterReaderTest {

    private static final String LATITUDE_COLUMN = "{\"placeholder\":1,\"pojo\":{\"field\":\"geo_latitude\"}}";
    private static final String LATITUDE = json(1, "contexts", "geolocation_context", "$.latitude");
    private static final List<String> FOUR = List.of(
            json(1, "derived_contexts", "http_cookie", "$.value"),
            json(2, "derived_contexts", "weather", "$.main.humidity"),
            json(3, "unstruct_event", "aborted", "$.state"),
            json(2, "contexts", "geolocation_context", "$.latitude"));

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            textBlock =
                    """
            true                   | Boolean | true
            10                     | Integer | 10
            10.0                   | Integer | 10
            1e3                    | Integer | 1000
            2147483648             | Long    | 2147483648
            9223372036854775806    | Long    | 9223372036854775806
            9223372036854775808    | Double  | 9.223372036854776E18
            1e1000000000           | Double  | Infinity
            12.6                   | Double  | 12.6
            "alice"                | String  | alice
            ""                     | String  |
            " "                    | String  | ` `
            "007"                  | Integer | 7
            "+5"                   | Integer | 5
            "-2147483649"          | Long    | -2147483649
            "1e3"                  | Double  | 1000.0
            "1E-3"                 | Double  | 0.001
            ".5"                   | Double  | 0.5
            "5."                   | Double  | 5.0
            "1d"                   | Double  | 1.0
            " 12 "                 | Double  | 12.0
            "NaN"                  | Double  | NaN
            "-Infinity"            | Double  | -Infinity
            "0x1p3"                | Double  | 8.0
            "TRUE"                 | Boolean | true
            "False"                | Boolean | false
            "truee"                | String  | truee
            "Infinite"             | String  | Infinite
            "abc1"                 | String  | abc1
            "+"                    | String  | +
            "--1"                  | String  | --1
            "1-1"                  | String  | 1-1
            "1.2.3"                | String  | 1.2.3
            "8277e091-0d75-4195-b448-797616e091ad" | String | 8277e091-0d75-4195-b448-797616e091ad
            "2016-01-07T10:10:34.000Z" | String | 2016-01-07T10:10:34.000Z
            null                   | -       | -
            {"foo":"bar"}          | -       | -
            [4,8,16]               | -       | -
            []                     | -       | -
            """)
    void readsJsonAsTheNarrowestType(String json, @Nullable String type, @Nullable String text) {
        // given
        EventView event = EventFixture.event()
                .context(entity("geolocation_context", "{\"latitude\":" + json + "}"))
                .view();
        // when
        List<Object> values = reader(List.of(LATITUDE), true).read(event);
        // then
        if (type == null) {
            assertThat(values).isEmpty();
        } else {
            assertThat(values).hasSize(1);
            assertThat(values.get(0).getClass().getSimpleName()).isEqualTo(type);
            assertThat(values.get(0)).hasToString(text == null ? "" : text);
        }
    }

    @Test
    void leavesTextsAsTheyAreWhenToldSo() {
        EventView event = EventFixture.event()
                .context(entity("geolocation_context", "{\"latitude\":\"007\"}"))
                .view();
        assertThat(reader(List.of(LATITUDE), false).read(event)).containsExactly("007");
    }

    @Test
    void leavesTextsOfColumnsAsTheyAre() {
        EventView event = EventFixture.event()
                .with(AtomicField.USER_ID, "007")
                .with(AtomicField.GEO_LATITUDE, 42f)
                .with(AtomicField.TR_TOTAL, new BigDecimal("1.50"))
                .with(AtomicField.BR_COOKIES, true)
                .view();
        List<String> columns = List.of("user_id", "geo_latitude", "tr_total", "br_cookies");
        List<String> inputs = new ArrayList<>();
        columns.forEach(name ->
                inputs.add("{\"placeholder\":%d,\"pojo\":{\"field\":\"%s\"}}".formatted(inputs.size() + 1, name)));
        assertThat(reader(inputs, true).read(event)).containsExactly("007", 42f, new BigDecimal("1.50"), (byte) 1);
    }

    @Test
    void hasAGapWhenTheFirstIsMissing() {
        assertThat(reader(FOUR, true).read(event("null"))).isNull();
    }

    @Test
    void fillsAllPlaceholders() {
        assertThat(reader(FOUR, true).read(event("\"someValue\""))).containsExactly("someValue", 43.1, "COMPLETED");
    }

    @Test
    void theLaterInputWins() {
        EventView both = EventFixture.event()
                .with(AtomicField.GEO_LATITUDE, 42f)
                .context(entity("geolocation_context", "{\"latitude\":43.1}"))
                .view();
        assertThat(reader(List.of(LATITUDE_COLUMN, LATITUDE), true).read(both)).containsExactly(43.1);
        assertThat(reader(List.of(LATITUDE, LATITUDE_COLUMN), true).read(both)).containsExactly(42f);
    }

    @Test
    void anInputThatFindsNothingLeavesAnEarlierOnesValue() {
        EventView one = EventFixture.event().with(AtomicField.GEO_LATITUDE, 42f).view();
        assertThat(reader(List.of(LATITUDE_COLUMN, LATITUDE), true).read(one)).containsExactly(42f);
    }

    @Test
    void missingOnesAtTheEndMakeFewerParameters() {
        EventView event = EventFixture.event().with(AtomicField.USER_ID, "a").view();
        List<String> inputs = List.of(
                "{\"placeholder\":1,\"pojo\":{\"field\":\"user_id\"}}",
                "{\"placeholder\":2,\"pojo\":{\"field\":\"app_id\"}}");
        assertThat(reader(inputs, true).read(event)).containsExactly("a");
        assertThat(reader(List.of(), true).read(event)).isEmpty();
    }

    private static EventView event(String cookie) {
        return EventFixture.event()
                .derivedContext(entity("http_cookie", "{\"name\":\"n\",\"value\":" + cookie + "}"))
                .derivedContext(entity("weather", "{\"main\":{\"humidity\":90}}"))
                .unstructEvent(entity("aborted", "{\"state\":\"COMPLETED\"}"))
                .context(entity("geolocation_context", "{\"latitude\":43.1}"))
                .view();
    }

    private static ParameterReader reader(List<String> inputs, boolean coerceStrings) {
        List<SqlQueryConfig.Placeholder> placeholders = ConfigReader.parameters(
                        Configs.parameters("{\"inputs\":[" + String.join(",", inputs) + "]}"))
                .objects("inputs")
                .stream()
                .map(input -> new SqlQueryConfig.Placeholder(input.integer("placeholder"), Input.of(input)))
                .toList();
        return new ParameterReader(placeholders, coerceStrings);
    }

    private static String json(int placeholder, String field, String name, String path) {
        return """
                {"placeholder":%d,"json":{"field":"%s","schemaCriterion":"iglu:com.acme/%s/jsonschema/*-*-*","jsonPath":"%s"}}"""
                .formatted(placeholder, field, name, path);
    }

    private static SelfDescribingJson entity(String name, String data) {
        return new SelfDescribingJson(
                SchemaKey.of("iglu:com.acme/" + name + "/jsonschema/1-0-0"),
                ((ParsedJson.Json) JsonText.parse(data)).node());
    }
}
