package dev.firn.enrichments.javascript;

import static dev.firn.enrichments.javascript.Scripts.error;
import static dev.firn.enrichments.javascript.Scripts.run;
import static dev.firn.enrichments.spi.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Results;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaScriptEnrichmentTest extends EnrichmentContract {

    private static final String CONFIG = "{\"foo\": 3, \"nested\": {\"bar\": \"test\"}}";
    private static final SelfDescribingJson OLDER =
            new SelfDescribingJson(SchemaKey.of("iglu:com.acme/older/jsonschema/1-0-0"), Configs.json("{\"a\": 1}"));

    private static final EventView EVENT = event().with(AtomicField.APP_ID, "greatApp")
            .with(AtomicField.PLATFORM, "server")
            .with(AtomicField.GEO_LATITUDE, 37.5f)
            .with(AtomicField.GEO_LONGITUDE, 127f)
            .with(AtomicField.REFR_DVCE_TSTAMP, 1_700_000_000_123L)
            .header("Host: collector.example")
            .header("X-JWT:abc")
            .derivedContext(OLDER)
            .view();

    @Override
    protected Enrichment enrichment() {
        return Scripts.enrichment(
                """
                function process(event, params, headers) {
                    var id = event.getApp_id();
                    event.setPlatform(id);
                    event.br_name = event.page_url;
                    event.setTr_total_base(event.getTr_total());
                    return [{schema: 'iglu:org.ietf/http_cookie/jsonschema/1-0-0',
                             data: {name: String(headers.length), value: id === null ? '' : id.substring(0, 10)}}];
                }""");
    }

    @Test
    void readsAnEventAndAttachesContextsInTheirOrder() {
        EnrichmentResult result = run(
                """
                return [
                    {schema: 'iglu:com.acme/foo/jsonschema/1-0-0', data: {appId: event.getApp_id()}},
                    {schema: 'iglu:com.acme/bar/jsonschema/1-0-0', data: {platform: event.platform, n: NaN, u: undefined}}];""",
                EVENT);
        assertThat(Results.contexts(result))
                .extracting(context -> context.toJson().toString())
                .containsExactly(
                        "{\"schema\":\"iglu:com.acme/foo/jsonschema/1-0-0\",\"data\":{\"appId\":\"greatApp\"}}",
                        "{\"schema\":\"iglu:com.acme/bar/jsonschema/1-0-0\",\"data\":{\"platform\":\"server\",\"n\":null}}");
        assertThat(((EnrichmentResult.Changes) result).replacing()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "return;", "return undefined", "return null", "return []"})
    void nothingReturnedIsNoContext(String body) {
        assertThat(run(body, EVENT)).isEqualTo(EnrichmentResult.unchanged());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            return { foo: "bar" }         | Output of JavaScript function [{"foo":"bar"}] could be parsed as JSON but is not read as an array
            return 5                      | Output of JavaScript function [5] could be parsed as JSON but is not read as an array
            return 0                      | Output of JavaScript function [0] could be parsed as JSON but is not read as an array
            return false                  | Output of JavaScript function [false] could be parsed as JSON but is not read as an array
            return "str"                  | Output of JavaScript function ["str"] could be parsed as JSON but is not read as an array
            return [ { foo: "bar" } ]     | Resulting contexts are not self-desribing. Error(s): [error code:[INVALID_DATA_PAYLOAD],json:[{"foo":"bar"}]]
            return [{schema: "x", data: {}}, {schema: "iglu:a/b/jsonschema/0-1-0", data: 1}] | Resulting contexts are not self-desribing. Error(s): [error code:[INVALID_IGLUURI],json:[{"schema":"x","data":{}}];error code:[INVALID_SCHEMAVER],json:[{"schema":"iglu:a/b/jsonschema/0-1-0","data":1}]]
            throw "Error"                 | Error during execution of JavaScript function: [Error in <eval> at line number 1 at column number 43]
            throw new Error("boo")        | Error during execution of JavaScript function: [Error: boo in <eval> at line number 1 at column number 43]
            return event.getLongtitude()  | Error during execution of JavaScript function: [TypeError: event.getLongtitude is not a function in <eval> at line number 1]
            return [].includes(1)         | Error during execution of JavaScript function: [TypeError: [].includes is not a function in <eval> at line number 1]
            var c = []; c.push(c); return c | Error during execution of JavaScript function: [TypeError: JSON.stringify got a cyclic data structure]
            (function f() { f() })()      | Error during execution of JavaScript function: [java.lang.StackOverflowError]
            event.setDerived_tstamp("x")  | Error during execution of JavaScript function: [TypeError: event.derived_tstamp: x is not a time as yyyy-MM-dd HH:mm:ss.SSS in <eval> at line number 1]
            var f = event.getApp_id; f()  | Error during execution of JavaScript function: [java.lang.IllegalArgumentException: getApp_id was called without the event it belongs to]
            """)
    void saysWhatWasWrong(String body, String error) {
        assertThat(error(run(body, EVENT))).isEqualTo(error);
    }

    @Test
    void aFunctionIsNoJson() {
        assertThat(error(run("return function() {}", EVENT)))
                .startsWith("Could not parse output JSON of Javascript function. Error: [invalid json: ");
    }

    @Test
    void keepsEditsOfAScriptThatFailsAfterwards() {
        EnrichmentResult result = run("event.setApp_id('edited'); throw 'late'", EVENT);
        assertThat(((EnrichmentResult.Failed) result).columns())
                .containsExactly(new EnrichmentResult.Changes.Column(AtomicField.APP_ID, "edited"));
    }

    @Test
    void givesParametersAFreshCopyEachTime() {
        try (Enrichment enrichment = Scripts.enrichment(
                "function process(event, params) { event.setApp_id(params.nested.bar); params.nested.bar = 'spoilt'; }",
                CONFIG,
                Scripts.PATIENT)) {
            for (int i = 0; i < 3; i++) {
                assertThat(Results.columns(enrichment.enrich(EVENT))).isEqualTo(Map.of(AtomicField.APP_ID, "test"));
            }
        }
    }

    @Test
    void withoutParametersThereIsAnEmptyObject() {
        assertThat(error(run("event.setApp_id(params.nested.bar)", EVENT)))
                .startsWith("Error during execution of JavaScript function: [TypeError: ");
        assertThat(Results.columns(run("event.setApp_id(JSON.stringify(params))", EVENT)))
                .isEqualTo(Map.of(AtomicField.APP_ID, "{}"));
    }

    @Test
    void givesHeadersAsAnArray() {
        assertThat(Results.columns(run(
                        """
                        for (const header of headers) {
                            const jwt = header.match(/X-JWT:(.+)/i);
                            if (jwt) event.setUser_id(jwt[1] + Array.isArray(headers) + headers.length);
                        }""",
                        EVENT)))
                .isEqualTo(Map.of(AtomicField.USER_ID, "abctrue2"));
    }

    @Test
    void erasesDerivedContexts() {
        EnrichmentResult result = run(
                """
                const d = JSON.parse(event.getDerived_contexts());
                event.setApp_id(d.schema + ' ' + d.data.length);
                event.eraseDerived_contexts();
                event.setPlatform(event.getDerived_contexts());
                return d.data.filter(e => e.data.a === 1);""",
                EVENT);
        assertThat(((EnrichmentResult.Changes) result).replacing()).isTrue();
        assertThat(((EnrichmentResult.Changes) result).contexts()).containsExactly(OLDER);
        assertThat(((EnrichmentResult.Changes) result).columns())
                .containsExactly(
                        new EnrichmentResult.Changes.Column(
                                AtomicField.APP_ID, "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1 1"),
                        new EnrichmentResult.Changes.Column(AtomicField.PLATFORM, null));
        assertThat(run("event.eraseDerived_contexts()", EVENT))
                .isEqualTo(new EnrichmentResult.Changes(List.of(), List.of(), true, null));
    }

    @Test
    void settingDerivedContextsHasNoLastingEffect() {
        assertThat(Results.columns(
                        run("event.setDerived_contexts('x'); event.setApp_id(event.derived_contexts)", EVENT)))
                .isEqualTo(Map.of(AtomicField.APP_ID, "x"));
    }

    @Test
    void dropsAnEvent() {
        assertThat(run("event.drop()", EVENT)).isEqualTo(new EnrichmentResult.Drop("javascript"));
    }

    @Test
    void readsJsonThatTheScriptSet() {
        EnrichmentResult result = run(
                "event.setContexts('{\"schema\": \"iglu:x\", \"data\": []}'); event.setUnstruct_event(null)", EVENT);
        assertThat(Results.columns(result).get(AtomicField.CONTEXTS))
                .isEqualTo(Configs.json("{\"schema\": \"iglu:x\", \"data\": []}"));
        assertThat(Results.columns(result)).containsEntry(AtomicField.UNSTRUCT_EVENT, null);
        assertThat(error(run("event.setContexts({a: 1})", EVENT)))
                .startsWith("JavaScript function set contexts to what is not JSON: invalid json: ");
    }

    @Test
    void hasEveryColumnAsMethodsAndAsProperty() {
        for (AtomicField field : AtomicField.all()) {
            String name = field.column();
            String capitalized = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            assertThat(EventMembers.function("get" + capitalized)).isNotNull();
            assertThat(EventMembers.function("set" + capitalized)).isNotNull();
            assertThat(EventMembers.column(name)).isEqualTo(field);
        }
        assertThat(Results.columns(run("event.setApp_id(event.getRefr_dvce_tstamp())", EVENT)))
                .isEqualTo(Map.of(AtomicField.APP_ID, "2023-11-14 22:13:20.123"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const process = (event) => { event.setApp_id('x') };",
                "let n = `x`; var process = function(event) { event.setApp_id(n) };",
                "function f(e, a = 'x') { for (let k of new Set([a])) e.app_id = k } function process(e) { f(e) }",
                "JSON.stringify = null; JSON.parse = null; TypeError = null; print('quiet');"
                        + "function process(e) { e.setApp_id('x'); return [] }"
            })
    void takesEveryKindOfFunction(String script) {
        try (Enrichment enrichment = Scripts.enrichment(script)) {
            assertThat(Results.columns(enrichment.enrich(EVENT))).isEqualTo(Map.of(AtomicField.APP_ID, "x"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            [                                  | Error compiling JavaScript function: [<eval>:1:1 Expected
            class A {}                         | Error compiling JavaScript function: [
            var x = 1                          | Error during execution of JavaScript function: [process is undefined, not a function]
            nothing()                          | Error during execution of JavaScript function: [ReferenceError: "nothing" is not defined in <eval> at line number 1]
            """)
    void refusesToStartWithABrokenScriptUnlessToldOtherwise(String script, String error) {
        // when, then
        assertThatThrownBy(() -> Scripts.enrichment(script))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith(error);

        // when, then
        try (Enrichment enrichment =
                Scripts.enrichment(script, "{}", Map.of("javascript.exit-on-compile-error", "false"))) {
            assertThat(error(enrichment.enrich(EVENT))).startsWith(error);
        }
    }

    @Test
    void readsBothAlphabetsOfBase64() {
        for (String base64 :
                List.of("ZnVuY3Rpb24gcHJvY2VzcyhlKXsvKj8/Pn4qL30=", "ZnVuY3Rpb24gcHJvY2VzcyhlKXsvKj8_Pn4qL30")) {
            JavaScriptConfig config = JavaScriptConfig.of(
                    Configs.parameters("{\"script\": \"" + base64 + "\"}"), Configs.RESOURCES.settings());
            assertThat(config.script()).isEqualTo("function process(e){/*??>~*/}");
        }
        assertThatThrownBy(() -> Configs.create(new JavaScriptFactory(), "{\"script\": \"\"}"))
                .hasMessage("Provided script for JS enrichment is empty");
        assertThatThrownBy(() -> Configs.create(new JavaScriptFactory(), "{\"script\": \"YWJjZ\"}"))
                .hasMessageStartingWith("parameters.script is not base64 of a script: ");
    }
}
