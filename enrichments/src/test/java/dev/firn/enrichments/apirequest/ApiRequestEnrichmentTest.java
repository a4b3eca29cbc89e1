package dev.firn.enrichments.apirequest;

import static dev.firn.enrichments.spi.EventFixture.event;
import static dev.firn.serdes.event.AtomicField.APP_ID;
import static dev.firn.serdes.event.AtomicField.GEO_LATITUDE;
import static dev.firn.serdes.event.AtomicField.TRUE_TSTAMP;
import static dev.firn.serdes.event.AtomicField.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.http.ScriptedServer;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.spi.Results;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ApiRequestEnrichmentTest extends EnrichmentContract {

    private static final String COOKIE = "iglu:org.ietf/http_cookie/jsonschema/1-0-0";
    private static final String USER_AND_CLIENT =
            """
            {"key": "user", "pojo": {"field": "user_id"}}, {"key": "client", "pojo": {"field": "app_id"}}""";

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final ScriptedServer server =
            new ScriptedServer(ScriptedServer.json("{\"record\": {\"name\": \"Fancy User\", \"value\": \"Acme\"}}"));

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Override
    protected Enrichment enrichment() {
        return with("/{{client}}/{{user}}", USER_AND_CLIENT, "$.record").build();
    }

    private Setup with(String target, String inputs, String... paths) {
        return new Setup(server.url() + target, inputs, List.of(paths));
    }

    /** A configuration to be. */
    private final class Setup {
        private final String uri;
        private final String inputs;
        private final List<String> outputs;
        private String method = "GET";
        private int timeout = 1000;
        private String authentication = "{}";
        private int size = 3000;
        private int ttl = 60;
        private String ignoreOnError = "null";

        Setup(String uri, String inputs, List<String> paths) {
            this.uri = uri;
            this.inputs = inputs;
            this.outputs = paths.stream()
                    .map(path -> "{\"schema\": \"" + COOKIE + "\", \"json\": {\"jsonPath\": \"" + path + "\"}}")
                    .toList();
        }

        Setup method(String value) {
            method = value;
            return this;
        }

        Setup authentication(String value) {
            authentication = value;
            return this;
        }

        Setup cache(int newSize, int newTtl) {
            size = newSize;
            ttl = newTtl;
            return this;
        }

        Setup ignoringErrors() {
            ignoreOnError = "true";
            return this;
        }

        Enrichment build() {
            return build(new ApiRequestFactory());
        }

        Enrichment build(EnrichmentFactory factory) {
            return factory.create(Configs.parameters(json()), Resources.of(() -> now));
        }

        String json() {
            return """
                    {"inputs": [%s], "outputs": %s, "cache": {"size": %d, "ttl": %d}, "ignoreOnError": %s,
                     "api": {"http": {"method": "%s", "uri": "%s", "timeout": %d, "authentication": %s}}}"""
                    .formatted(inputs, outputs, size, ttl, ignoreOnError, method, uri, timeout, authentication);
        }
    }

    private static EventFixture fancy() {
        return event().with(USER_ID, "some-fancy-user-id").with(APP_ID, "some-fancy-app-id");
    }

    private static SelfDescribingJson entity(String uri, String data) {
        return new SelfDescribingJson(SchemaKey.of("iglu:" + uri), Configs.json(data));
    }

    private static List<String> data(EnrichmentResult result) {
        return Results.contexts(result).stream()
                .map(context -> JsonText.write(context.data()))
                .toList();
    }

    private static List<String> errors(EnrichmentResult result) {
        assertThat(result).isInstanceOf(EnrichmentResult.Failed.class);
        return ((EnrichmentResult.Failed) result)
                .messages().stream()
                        .map(message -> ((FailureMessage.Simple) message).error())
                        .toList();
    }

    @Test
    void attachesAPartOfTheAnswer() {
        // given
        String session = ", {\"key\": \"userSession\", \"json\": {\"field\": \"contexts\", \"schemaCriterion\":"
                + " \"iglu:com.snowplowanalytics.snowplow/client_session/jsonschema/1-*-*\", \"jsonPath\": \"$.userId\"}}";
        Enrichment enrichment = with("/users/{{client}}/{{user}}?format=json", USER_AND_CLIENT + session, "$.record")
                .build();
        // when the event has the context, but not the key in it
        EnrichmentResult result = enrichment.enrich(fancy().context(
                        entity("com.snowplowanalytics.snowplow/client_session/jsonschema/1-0-1", "{\"some\": 1}"))
                .view());
        // then
        assertThat(data(result)).containsExactly("{\"name\":\"Fancy User\",\"value\":\"Acme\"}");
        assertThat(Results.contexts(result).get(0).schema()).hasToString(COOKIE);
        assertThat(server.targets()).containsExactly("/users/some-fancy-app-id/some-fancy-user-id?format=json");
        assertThat(server.requests().get(0).headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "*/*")
                .doesNotContainKey("authorization");
        // when it has not
        assertThat(enrichment.enrich(fancy().view())).isInstanceOf(EnrichmentResult.Unchanged.class);
        assertThat(server.targets()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void sendsAllInputsInABody(String method) {
        String session = ", {\"key\": \"userSession\", \"json\": {\"field\": \"contexts\", \"schemaCriterion\":"
                + " \"iglu:a/b/jsonschema/*-*-*\", \"jsonPath\": \"$.userId\"}}";
        EnrichmentResult result = with("/", USER_AND_CLIENT + session, "$.record")
                .method(method)
                .build()
                .enrich(fancy().context(entity("a/b/jsonschema/1-0-0", "{}")).view());
        assertThat(Results.contexts(result)).hasSize(1);
        assertThat(server.requests().get(0).method()).isEqualTo(method);
        assertThat(server.requests().get(0).body())
                .isEqualTo("{\"user\":\"some-fancy-user-id\",\"client\":\"some-fancy-app-id\",\"userSession\":\"\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"latitude":32.234,"longitude":33.564} | $        | {"latitude":32.234,"longitude":33.564}
            {"value": 32}                          | $.value  | 32
            {"value": null}                        | $.value  | null
            {"value": 1.00}                        | $.value  | 1.00
            {"a":[{"v":1},{"v":2}]}                | $.a[*].v | [1,2]
            {"objects":[{"wrongValue":11},{"deepNesting":[1,2,3,42]},{"wrongValue":10}]} | $.objects[1].deepNesting[3] | 42
            """)
    void takesAnyValueForData(String answer, String path, String data) {
        server.script(ScriptedServer.json(answer));
        assertThat(data(with("/", "", path).build().enrich(event().view()))).containsExactly(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"value\": []}", "[]", "1", "null"})
    void failsWhenTheAnswerHasNoSuchValue(String answer) {
        server.script(ScriptedServer.json(answer));
        assertThat(errors(with("/", "", "$.value").build().enrich(event().view())))
                .containsExactly("Error: no values were found by JSON Path [$.value] in ["
                        + JsonText.write(Configs.json(answer)) + "]");
    }

    @Test
    void attachesAllOutputsOrNone() {
        server.script(ScriptedServer.json("{\"a\": 1}"));
        assertThat(errors(with("/", "", "$.a", "$.b", "$.c").build().enrich(event().view())))
                .hasSize(2)
                .allMatch(error -> error.startsWith("Error: no values were found by JSON Path [$."));
    }

    @Test
    void quotesOnlyTheBeginningOfAnAnswer() {
        server.script(ScriptedServer.json("[\"" + "x".repeat(100_000) + "\"]"));
        assertThat(errors(with("/", "", "$.value").build().enrich(event().view())))
                .singleElement()
                .asString()
                .hasSize(512);
    }

    @Test
    void asksOncePerKey() {
        server.script(ScriptedServer.json("{\"data\": {\"lookupArray\": [{\"a\": 1}, {\"b\": 2}]}}"));
        Enrichment enrichment = with(
                        "/api/{{client}}/{{user}}/{{ jobflow }}/{{latitude}}?date={{ datetime }}",
                        USER_AND_CLIENT
                                + """
                                , {"key": "jobflow", "json": {"field": "contexts",
                                   "schemaCriterion": "iglu:a/emr/jsonschema/*-*-*", "jsonPath": "$.jobflow"}},
                                  {"key": "latitude", "json": {"field": "unstruct_event",
                                   "schemaCriterion": "iglu:a/geo/jsonschema/1-*-*", "jsonPath": "$.latitude"}},
                                  {"key": "datetime", "json": {"field": "derived_contexts",
                                   "schemaCriterion": "iglu:a/time/jsonschema/1-0-*", "jsonPath": "$.dt"}}""",
                        "$.data.lookupArray[0]",
                        "$.data.lookupArray[1]")
                .build();
        EventView event = event().with(APP_ID, "lookup test")
                .with(USER_ID, "snowplower")
                .context(entity("a/other/jsonschema/1-0-0", "{\"jobflow\": 1}"))
                .context(entity("a/emr/jsonschema/1-0-0", "{\"jobflow\": \"j-ZKIY4CKQRX72\"}"))
                .unstructEvent(entity("a/geo/jsonschema/1-1-0", "{\"latitude\": 32.1}"))
                .derivedContext(entity("a/time/jsonschema/1-0-0", "{\"dt\": \"2014-11-10T08:38:30.000Z\"}"))
                .view();
        for (int i = 0; i < 3; i++) {
            assertThat(data(enrichment.enrich(event))).containsExactly("{\"a\":1}", "{\"b\":2}");
        }
        assertThat(server.targets())
                .containsExactly("/api/lookup+test/snowplower/j-ZKIY4CKQRX72/32.1?date=2014-11-10T08%3A38%3A30.000Z");
    }

    @Test
    void bodiesTellQuestionsApart() {
        Enrichment enrichment =
                with("/", USER_AND_CLIENT, "$.record").method("POST").build();
        enrichment.enrich(fancy().view());
        enrichment.enrich(fancy().with(USER_ID, "another").view());
        enrichment.enrich(fancy().view());
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void remembersLongQuestionsToo() {
        Enrichment enrichment = enrichment();
        for (String end : List.of("1", "2", "1")) {
            enrichment.enrich(fancy().with(USER_ID, "u".repeat(5000) + end).view());
        }
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void remembersNothingWithoutACache() {
        Enrichment enrichment = with("/", "", "$.record").cache(0, 60).build();
        enrichment.enrich(event().view());
        enrichment.enrich(event().view());
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void threadsThatAskTheSameShareTheAnswer() throws Exception {
        // given
        server.script((request, connection) -> {
            Thread.sleep(300);
            ScriptedServer.json("{\"record\": 1}").answer(request, connection);
        });
        Enrichment enrichment = enrichment();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        // when
        List<Future<EnrichmentResult>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            results.add(threads.submit(() -> enrichment.enrich(fancy().view())));
        }
        // then
        for (Future<EnrichmentResult> result : results) {
            assertThat(data(result.get())).containsExactly("1");
        }
        threads.shutdownNow();
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            302 | {}     | Request failed with status 302
            404 | {}     | Request failed with status 404
            500 | {}     | Request failed with status 500
            204 | -      | invalid json: exhausted input
            200 | nonsense planted | -
            """)
    void failsOncePerOutputWithoutAnAnswer(int status, @Nullable String body, @Nullable String error) {
        server.script(ScriptedServer.status(status, body == null ? "" : body));
        List<String> errors =
                errors(with("/?token=planted", "", "$.a", "$.b").build().enrich(event().view()));
        assertThat(errors)
                .hasSize(2)
                .allMatch(text -> error == null ? text.startsWith("invalid json: ") : text.equals(error));
        assertThat(errors.toString()).doesNotContain("planted");
    }

    @Test
    void endsInTimeAndNamesNoSecrets() {
        server.script(ScriptedServer.hang());
        long start = System.nanoTime();
        assertThat(errors(with("/?apikey=planted", "", "$.a").build().enrich(event().view())))
                .containsExactly("no complete answer of 127.0.0.1:" + server.port() + " within 1000 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2500));
    }

    @Test
    void ignoresErrorsWhenToldTo() {
        server.script(ScriptedServer.status(500, ""));
        assertThat(with("/", "", "$.a").ignoringErrors().build().enrich(event().view()))
                .isInstanceOf(EnrichmentResult.Unchanged.class);
        server.script(ScriptedServer.json("{}"));
        assertThat(with("/", "", "$.a").ignoringErrors().build().enrich(event().view()))
                .isInstanceOf(EnrichmentResult.Unchanged.class);
    }

    @Test
    void remembersErrorsForATenthOfTheTime() {
        // given
        server.script(ScriptedServer.status(500, ""));
        Enrichment enrichment = enrichment();
        errors(enrichment.enrich(fancy().view()));
        // when
        server.script(ScriptedServer.json("{\"record\": 1}"));
        now = now.plusSeconds(6);
        // then
        errors(enrichment.enrich(fancy().view()));
        assertThat(server.requests()).hasSize(1);
        now = now.plusSeconds(1);
        assertThat(data(enrichment.enrich(fancy().view()))).containsExactly("1");
    }

    @Test
    void anOldAnswerIsBetterThanAnError() {
        // given
        Enrichment enrichment = enrichment();
        List<String> old = data(enrichment.enrich(fancy().view()));
        // when
        server.script(ScriptedServer.status(500, ""));
        now = now.plusSeconds(61);
        // then
        assertThat(data(enrichment.enrich(fancy().view()))).isEqualTo(old);
    }

    @Test
    void doesNotRememberThatTheCircuitIsOpen() {
        // given
        server.script(ScriptedServer.status(503, ""));
        Enrichment enrichment =
                with("/{{user}}", USER_AND_CLIENT, "$.record").cache(100, 3600).build();
        for (int i = 0; i < 20; i++) {
            errors(enrichment.enrich(fancy().with(USER_ID, "u" + i).view()));
        }
        assertThat(errors(enrichment.enrich(fancy().view()))).containsExactly("circuit open");
        // when
        server.script(ScriptedServer.json("{\"record\": 1}"));
        now = now.plusSeconds(10);
        // then
        assertThat(data(enrichment.enrich(fancy().view()))).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            {"username": "xxx", "password": "yyy"} | Basic eHh4Onl5eQ==
            {"username": null, "password": "yyy"}  | Basic Onl5eQ==
            {"username": "xxx", "password": null}  | Basic eHh4Og==
            {"username": null, "password": null}   | -
            """)
    void sendsCredentials(String credentials, @Nullable String header) {
        with("/", "", "$.record")
                .authentication("{\"httpBasic\": " + credentials + "}")
                .build()
                .enrich(event().view());
        assertThat(server.requests().get(0).headers().get("authorization")).isEqualTo(header);
    }

    @Test
    void showsNoCredentialsThatTheServiceEchoes() {
        server.script((request, connection) -> ScriptedServer.json("{\"you\": \""
                        + request.headers().get("authorization") + " with pa55word at " + request.target() + "\"}")
                .answer(request, connection));
        assertThat(errors(with("/?x=1&access_token=planted", "", "$.a")
                        .authentication("{\"httpBasic\": {\"username\": \"u\", \"password\": \"pa55word\"}}")
                        .build()
                        .enrich(event().view())))
                .singleElement()
                .asString()
                .doesNotContain("planted", "pa55word", "dTpwYTU1d29yZA")
                .contains("Basic ***".substring(6), "access_token=***");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "text"                         | text
            ""                             | ''
            12.50                          | 12.50
            true                           | true
            null                           | null
            {"a":[1,{"b":null}]}           | {"a":[1,{"b":null}]}
            [1,true,"foo"]                 | 1,true,foo
            [[1,2],[],"x",{"a":1}]         | 1,2,,x,{"a":1}
            []                             | ''
            """)
    void writesValuesAsTexts(String value, String text) {
        String written = JsonText.parse(value).fold(InputText::text, error -> error);
        assertThat(written).isEqualTo(text);
    }

    @Test
    void theLastInputOfAKeyCounts() {
        // given
        String inputs =
                """
                {"key": "overridenValue", "json": {"field": "contexts",
                  "schemaCriterion": "iglu:a/weather/jsonschema/1-*-*", "jsonPath": "$.humidity"}},
                {"key": "state", "json": {"field": "unstruct_event",
                  "schemaCriterion": "iglu:a/e/jsonschema/*-*-*", "jsonPath": "$.state"}},
                {"key": "nullableValue", "json": {"field": "derived_contexts",
                  "schemaCriterion": "iglu:a/cookie/jsonschema/1-0-0", "jsonPath": "$.value"}},
                {"key": "overridenValue", "json": {"field": "contexts",
                  "schemaCriterion": "iglu:a/geo/jsonschema/*-*-*", "jsonPath": "$.latitude"}},
                {"key": "lat", "pojo": {"field": "geo_latitude"}}""";
        EventView event = event().with(GEO_LATITUDE, 42.0f)
                .context(entity("a/weather/jsonschema/1-0-0", "{\"humidity\": 90}"))
                .context(entity("a/geo/jsonschema/2-0-1", "{\"latitude\": 43.1}"))
                .derivedContext(entity("a/cookie/jsonschema/1-0-0", "{\"value\": null}"))
                .unstructEvent(entity("a/e/jsonschema/1-0-0", "{\"state\": \"COMPLETED\"}"))
                .view();
        // when
        with("/", inputs, "$.record").method("POST").build().enrich(event);
        // then
        assertThat(server.requests().get(0).body())
                .isEqualTo("{\"overridenValue\":\"43.1\",\"state\":\"COMPLETED\",\"nullableValue\":\"null\","
                        + "\"lat\":\"42.0\"}");
    }

    @Test
    void asksNothingWhenAnyInputIsMissing() {
        String inputs =
                """
                {"key": "a", "pojo": {"field": "user_id"}}, {"key": "a", "pojo": {"field": "true_tstamp"}}""";
        Enrichment enrichment = with("/{{a}}", inputs, "$.record").build();
        assertThat(enrichment.enrich(fancy().view())).isInstanceOf(EnrichmentResult.Unchanged.class);
        assertThat(server.requests()).isEmpty();
        enrichment.enrich(fancy().with(TRUE_TSTAMP, 1767323045678L).view());
        assertThat(server.targets()).containsExactly("/2026-01-02+03%3A04%3A05.678");
    }

    @Test
    void valuesCannotLeadOutOfTheFolder() {
        assertThat(errors(enrichment().enrich(fancy().with(USER_ID, "..").view())))
                .containsExactly("uri [" + server.url()
                        + "/some-fancy-app-id/..] is not valid: a value leads out of its folder");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"pojo": {"field": "user_id"}} | Key is missing
            {"key": "k"} | Either json or pojo input must be specified, none provided
            {"key": "k", "pojo": {"field": "user_id"}, "json": {}} | Either json or pojo input must be specified, both provided
            {"key": "k", "pojo": {"field": "no_such"}} | no_such
            {"key": "k", "json": {"field": "contexts", "schemaCriterion": "iglu:a/b/jsonschema/*-*-*", "jsonPath": "*.invalidJsonPath"}} | jsonPath
            {"key": "k", "json": {"field": "geo", "schemaCriterion": "iglu:a/b/jsonschema/*-*-*", "jsonPath": "$"}} | derived_contexts, contexts, unstruct_event
            """)
    void refusesOddInputsAtStart(String input, String message) {
        assertThatThrownBy(() -> with("/", input, "$").build())
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesOddOutputsAtStart() {
        assertThatThrownBy(() -> with("/", "", "*.x").build()).isInstanceOf(EnrichmentConfigException.class);
        assertThatThrownBy(() -> with("/", "").build())
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("parameters.outputs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "GET"         | "DELETE"      | parameters.api.http.method is DELETE; expected one of GET, POST, PUT
            "timeout": 1000 | "timeout": 0  | parameters.api.http.timeout is 0; expected 1 to 60000 (milliseconds)
            "timeout": 1000 | "timeout": 60001  | parameters.api.http.timeout is 60001; expected 1 to 60000 (milliseconds)
            """)
    void refusesOddOptions(String part, String other, String message) {
        String json = with("/", "", "$").json();
        assertThat(json).contains(part);
        assertThatThrownBy(() -> new ApiRequestFactory()
                        .create(Configs.parameters(json.replace(part, other)), Configs.RESOURCES))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage(message);
    }

    @Test
    void warnsOfCredentialsInClearText() {
        String auth = "{\"httpBasic\": {\"username\": \"u\", \"password\": \"p\"}}";
        for (EnrichmentFactory factory : List.of(new ApiRequestFactory(), new ExtraApiRequestFactory())) {
            assertThat(factory.warnings(Configs.parameters(
                            with("/", "", "$").authentication(auth).json())))
                    .hasSize(1);
            assertThat(factory.warnings(Configs.parameters(with("/", "", "$").json())))
                    .isEmpty();
        }
    }

    @Test
    void thereMayBeASecondOne() {
        Enrichment extra = with("/", "", "$.record").build(new ExtraApiRequestFactory());
        assertThat(Results.contexts(extra.enrich(event().view()))).hasSize(1);
    }
}
