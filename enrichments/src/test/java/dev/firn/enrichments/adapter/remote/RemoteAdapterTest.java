package dev.firn.enrichments.adapter.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.http.LookupLimits;
import dev.firn.enrichments.http.ScriptedServer;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.LookupListener.Outcome;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.NotJson;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.NormalizedPayload.Parameter;
import dev.firn.serdes.payload.RawEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RemoteAdapterTest {

    private static final IgluClient IGLU = IgluClient.builder()
            .registries(List.of(Registries.inMemory("none", List.of())))
            .refreshInline()
            .build();

    private final ScriptedServer server = new ScriptedServer(ScriptedServer.json("{\"events\": [{\"e\": \"pv\"}]}"));
    private final List<Outcome> calls = new ArrayList<>();

    @AfterEach
    void closeServer() {
        server.close();
    }

    private RemoteAdapter adapter(String url) {
        return new RemoteAdapter(
                "com.acme",
                "v1",
                url,
                LookupLimits.of(Duration.ofMillis(700)),
                Configs.RESOURCES,
                (outcome, took) -> calls.add(outcome));
    }

    private AdapterResult adapt(@Nullable String body) {
        return adapter(server.url() + "/convert?token=planted").adapt(request(body), IGLU);
    }

    private static NormalizedPayload request(@Nullable String body) {
        return new NormalizedPayload(
                new RawEvent.Api("com.acme", "v1"),
                List.of(new Parameter("a", "1"), new Parameter("b", null), new Parameter("a", "2")),
                "text/csv",
                Utf8Text.ofNullable(body),
                new RawEvent.Source("ssc", UTF_8, "host"),
                new RawEvent.RequestContext(1, "1.1.1.1", "ua", null, List.of("Host: host", "X: \"y\""), null));
    }

    private static FailureMessage failure(AdapterResult result) {
        assertThat(result).isInstanceOf(AdapterResult.Rejected.class);
        List<FailureMessage> messages = ((AdapterResult.Rejected) result).messages();
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    @Test
    void makesEventsOfTheAnswer() {
        // given
        server.script(ScriptedServer.json("{\"events\": [{\"e\": \"pv\", \"url\": \"\u00e9\"}, {}], \"more\": 1}"));
        // when
        AdapterResult result = adapt("body \u00e9");
        // then
        List<RawEvent> events = ((AdapterResult.Events) result).events();
        assertThat(events)
                .extracting(event -> event.parameters().asMap())
                .containsExactly(Map.of("e", "pv", "url", "\u00e9"), Map.of());
        assertThat(events.get(0).context().ipAddress()).isEqualTo("1.1.1.1");
        ScriptedServer.Request asked = server.requests().get(0);
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.target()).isEqualTo("/convert?token=planted");
        assertThat(asked.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "*/*");
        assertThat(asked.body())
                .isEqualTo("{\"contentType\":\"text/csv\",\"queryString\":{\"a\":\"2\",\"b\":null},"
                        + "\"headers\":[\"Host: host\",\"X: \\\"y\\\"\"],\"body\":\"body \u00e9\"}");
        assertThat(calls).containsExactly(Outcome.SUCCESS);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void refusesRequestsWithoutABody(@Nullable String body) {
        assertThat(failure(adapt(body)))
                .isEqualTo(new InputData(
                        "body",
                        null,
                        "empty body: not a valid remote adapter " + server.url() + "/convert?token=*** payload"));
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 500})
    void tellsTheStatus(int status) {
        server.script(ScriptedServer.status(status, "{\"events\": [{\"e\": \"pv\"}]}"));
        assertThat(failure(adapt("x")))
                .isEqualTo(new InputData(
                        "body",
                        null,
                        "[REMOTE_ADAPTER] could not get response from remote adapter " + server.url()
                                + "/convert?token=***: Request failed with status " + status));
        assertThat(calls).containsExactly(Outcome.STATUS);
    }

    @Test
    void tellsWhenNoAnswerComes() {
        server.script(ScriptedServer.hang());
        assertThat(failure(adapt("x")))
                .isEqualTo(new InputData(
                        "body",
                        null,
                        "[REMOTE_ADAPTER] could not get response from remote adapter " + server.url()
                                + "/convert?token=***: no complete answer of 127.0.0.1:" + server.port()
                                + " within 700 ms"));
        assertThat(calls).containsExactly(Outcome.TIMEOUT);
    }

    @Test
    void tellsWhenTheConnectionBreaks() {
        server.script((request, connection) -> connection.reset());
        assertThat(((InputData) failure(adapt("x"))).expectation())
                .endsWith("token=***: 127.0.0.1:" + server.port() + " closed the connection before an answer");
        assertThat(calls).containsExactly(Outcome.CONNECT);
    }

    @Test
    void tellsWhenTheAnswerIsNoJson() {
        server.script(ScriptedServer.json("<html>"));
        assertThat(failure(adapt("x"))).isInstanceOfSatisfying(NotJson.class, failure -> {
            assertThat(failure.field()).isEqualTo("body");
            assertThat(failure.value()).isEqualTo("<html>");
            assertThat(failure.error()).startsWith("[REMOTE_ADAPTER] invalid json: ");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1                              | events is missing; expected an array
            {}                             | events is missing; expected an array
            {"events": {}}                 | events is object; expected an array
            {"events": [{"a": "b"}, "c"]}  | events[1] is string; expected an object
            {"events": [{"a": 1}]}         | events[0].a is number; expected a string
            {"events": [{"a": null}]}      | events[0].a is null; expected a string
            """)
    void tellsWhatTheAnswerShouldBe(String answer, String problem) {
        server.script(ScriptedServer.json(answer));
        assertThat(failure(adapt("x")))
                .isEqualTo(new InputData(
                        "body", answer, "[REMOTE_ADAPTER] could not be decoded as a list of json objects: " + problem));
    }

    @Test
    void refusesAnEmptyList() {
        server.script(ScriptedServer.json("{\"events\": []}"));
        assertThat(failure(adapt("x")))
                .isEqualTo(new InputData("body", "{\"events\": []}", "[REMOTE_ADAPTER] empty list of events"));
    }

    @Test
    void keepsTextsAsShortAsBadRowsWantThem() {
        server.script(ScriptedServer.json("{\"events\": [{\"" + "n".repeat(1000) + "\": 1}]}"));
        assertThat(((InputData) failure(adapt("x"))).expectation()).hasSize(256);
    }

    @Test
    void refusesOddUrls() {
        assertThatThrownBy(() -> adapter("ftp://host/?token=planted"))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("The URL of remote adapter com.acme/v1 is not an http or https URL");
    }
}
