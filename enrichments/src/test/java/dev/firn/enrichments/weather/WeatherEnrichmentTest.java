package dev.firn.enrichments.weather;

import static dev.firn.enrichments.spi.EventFixture.event;
import static dev.firn.serdes.event.AtomicField.DERIVED_TSTAMP;
import static dev.firn.serdes.event.AtomicField.GEO_LATITUDE;
import static dev.firn.serdes.event.AtomicField.GEO_LONGITUDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.http.ScriptedServer;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.spi.Results;
import dev.firn.enrichments.spi.Settings;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeatherEnrichmentTest extends EnrichmentContract {

    private static final String DAY = "2020-04-28T";
    private static final String RECORDS = resource("owm-history-2020-04-28.synthetic.json");

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final ScriptedServer server = new ScriptedServer(ScriptedServer.json(RECORDS));

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Override
    protected Enrichment enrichment() {
        return enrichment("127.0.0.1:" + server.port(), 100, 1);
    }

    private Enrichment enrichment(String host, int cacheSize, int precision) {
        return new WeatherFactory()
                .create(
                        Configs.parameters(
                                """
                                {"apiKey": "planted", "cacheSize": %d, "geoPrecision": %d, "apiHost": "%s", "timeout": 1}"""
                                        .formatted(cacheSize, precision, host)),
                        Resources.of(() -> now).with(Settings.of(Map.of("weather.scheme", "http"))));
    }

    private static String resource(String name) {
        try (InputStream in = WeatherEnrichmentTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EventView at(float latitude, float longitude, String time) {
        return event().with(GEO_LATITUDE, latitude)
                .with(GEO_LONGITUDE, longitude)
                .with(DERIVED_TSTAMP, Instant.parse(DAY + time + "Z").toEpochMilli())
                .view();
    }

    private static EventView atNoon() {
        return at(20.713053f, 70.98224f, "12:00:00");
    }

    private static JsonNode weather(EnrichmentResult result) {
        assertThat(Results.contexts(result)).hasSize(1);
        assertThat(Results.contexts(result).get(0).schema())
                .hasToString("iglu:org.openweathermap/weather/jsonschema/1-0-0");
        return Results.contexts(result).get(0).data();
    }

    private static String failure(EnrichmentResult result) {
        assertThat(result).isInstanceOf(EnrichmentResult.Failed.class);
        List<FailureMessage> messages = ((EnrichmentResult.Failed) result).messages();
        assertThat(messages).hasSize(1);
        return ((FailureMessage.Simple) messages.get(0)).error();
    }

    @Test
    void attachesTheRecordOfTheHour() {
        JsonNode weather = weather(enrichment().enrich(atNoon()));
        assertThat(JsonText.write(weather))
                .isEqualTo("{\"main\":{\"humidity\":69,\"pressure\":1007,\"temp\":301.3,\"temp_min\":300.0,"
                        + "\"temp_max\":302.0,\"grnd_level\":1006,\"sea_level\":1007},"
                        + "\"wind\":{\"speed\":5.2,\"deg\":255,\"gust\":9.1},\"clouds\":{\"all\":20},"
                        + "\"rain\":{\"1h\":0.3},\"weather\":[{\"main\":\"Rain\",\"description\":\"light rain\","
                        + "\"id\":500,\"icon\":\"10d\"}],\"dt\":\"2020-04-28T12:00:00.000Z\"}");
        assertThat(server.targets())
                .containsExactly("/data/2.5/history/city?lat=20.713053&lon=70.98224&start=1588032000&end=1588118400"
                        + "&cnt=24&appid=planted");
    }

    @ParameterizedTest
    @CsvSource({
        "12:00:00, 69, 2020-04-28T12:00:00.000Z",
        "12:20:00, 69, 2020-04-28T12:00:00.000Z",
        "12:30:00, 69, 2020-04-28T12:00:00.000Z",
        "12:31:00, 66, 2020-04-28T13:00:00.000Z",
        "00:00:00, 74, 2020-04-28T11:00:00.000Z",
        "23:59:59.999, 66, 2020-04-28T13:00:00.000Z"
    })
    void takesTheNearestRecord(String time, int humidity, String taken) {
        JsonNode weather = weather(enrichment().enrich(at(20.713053f, 70.98224f, time)));
        assertThat(weather.at("/main/humidity").intValue()).isEqualTo(humidity);
        assertThat(weather.get("dt").textValue()).isEqualTo(taken);
    }

    @Test
    void asksOnceForAPlaceAndDay() {
        Enrichment enrichment = enrichment();
        enrichment.enrich(atNoon());
        enrichment.enrich(at(20.713053f, 70.98224f, "12:31:00"));
        enrichment.enrich(at(20.71f, 71.2f, "00:00:00"));
        assertThat(server.targets()).hasSize(1);
        enrichment.enrich(at(22.71f, 71.2f, "00:00:00"));
        assertThat(server.targets()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "45.678, 1, 460",
        "45.678, 2, 455",
        "45.678, 10, 457",
        "20.713052, 1, 210",
        "70.98224, 1, 710",
        "20.71, 1, 210",
        "71.2, 1, 710",
        "20.4, 2, 205",
        "-45.678, 10, -457"
    })
    void roundsCoordinates(float coordinate, int precision, long tenths) {
        assertThat(PlaceAndDay.tenths(coordinate, precision)).isEqualTo(tenths);
    }

    @Test
    void eventsWithoutCoordinatesGetNothing() {
        long time = Instant.parse(DAY + "12:00:00Z").toEpochMilli();
        for (Float odd : new Float[] {null, Float.NaN, Float.POSITIVE_INFINITY, 181f}) {
            EventView event = event().with(GEO_LATITUDE, odd)
                    .with(GEO_LONGITUDE, 1f)
                    .with(DERIVED_TSTAMP, time)
                    .view();
            assertThat(enrichment().enrich(event)).isInstanceOf(EnrichmentResult.Unchanged.class);
        }
        assertThat(server.targets()).isEmpty();
    }

    @Test
    void failsWithoutATime() {
        EnrichmentResult result = enrichment()
                .enrich(event().with(GEO_LATITUDE, 1f).with(GEO_LONGITUDE, 1f).view());
        assertThat(((EnrichmentResult.Failed) result).messages())
                .containsExactly(new FailureMessage.InputData("derived_tstamp", null, "missing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            401 | {"cod":401,"message":"Invalid API key planted"} | Check your API key
            403 | {}                                              | Check your API key
            404 | {"cod":"404","message":"city not found"}        | Request failed with status 404
            302 |                                                 | Request failed with status 302
            500 | {}                                              | Request failed with status 500
            200 | {"list":[]}                                     | Server response has no weather stamps
            200 | {"cod":"404","message":"no planted city"}       | no *** city
            200 | {}                                              | Could not extract list of the weather service's answer
            200 | {"list":[{}]}                                   | Could not extract dt of the weather service's answer
            200 | {"list":[{"dt":99999999999999999}]}             | Could not extract dt of the weather service's answer
            200 | {"list":[{"dt":-9223372036854775808}]}          | Could not extract dt of the weather service's answer
            200 | {"list":[{"dt":1588071600}]}                    | Could not extract main.humidity of the weather service's answer
            """)
    void tellsWhatIsWrong(int status, String answer, String error) {
        server.script(ScriptedServer.status(status, answer == null ? "" : answer));
        assertThat(failure(enrichment().enrich(atNoon()))).isEqualTo(error);
    }

    @Test
    void tellsWhenTheAnswerIsNoJson() {
        server.script(ScriptedServer.json("planted"));
        assertThat(failure(enrichment().enrich(atNoon())))
                .startsWith("invalid json: ")
                .doesNotContain("planted");
    }

    @Test
    void tellsWhenNoAnswerComes() {
        server.script(ScriptedServer.hang());
        assertThat(failure(enrichment().enrich(atNoon())))
                .isEqualTo("no complete answer of 127.0.0.1:" + server.port() + " within 1000 ms");
    }

    @Test
    void remembersErrorsForAMinute() {
        // given
        server.script(ScriptedServer.status(401, ""));
        Enrichment enrichment = enrichment();
        failure(enrichment.enrich(atNoon()));
        // when
        server.script(ScriptedServer.json(RECORDS));
        now = now.plus(Duration.ofSeconds(59));
        // then
        assertThat(failure(enrichment.enrich(atNoon()))).isEqualTo("Check your API key");
        now = now.plus(Duration.ofSeconds(1));
        assertThat(Results.contexts(enrichment.enrich(atNoon()))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, cacheSize must be greater than 0", "1, 0, geoPrecision must be greater than 0"})
    void refusesOddNumbers(int cacheSize, int precision, String message) {
        assertThatThrownBy(() -> enrichment("h", cacheSize, precision))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 86_401})
    void refusesOddTimeLimits(int seconds) {
        String parameters =
                """
                {"apiKey": "planted", "cacheSize": 1, "geoPrecision": 1, "apiHost": "h", "timeout": %d}"""
                        .formatted(seconds);
        assertThatThrownBy(() -> new WeatherFactory().create(Configs.parameters(parameters), Configs.RESOURCES))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("parameters.timeout is " + seconds + "; expected 1 to 86400 (seconds)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h/path", "u@h", "h?x", "h h", "http://h"})
    void refusesWhatIsNoHost(String host) {
        assertThatThrownBy(() -> enrichment(host, 1, 1)).isInstanceOf(EnrichmentConfigException.class);
    }
}
