package dev.firn.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.Partitioning;
import dev.firn.topology.output.Sample;
import dev.firn.topology.output.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs and steps: what a user writes, and what is said when it cannot be right. */
class OutputsTest {

    private static ConfigReport load(String lines) {
        return Fixtures.load(Fixtures.NATIVE + "firn { " + lines + " }");
    }

    private static Output output(String row) {
        ConfigReport report = load("outputs = [{ name = a, topic = t, " + row + " }]");
        return report.config()
                .orElseThrow(() -> new AssertionError(report.errors()))
                .outputs()
                .named("a");
    }

    private static JsonNode json(String text) {
        return JsonText.parse(text).fold(json -> json, error -> {
            throw new AssertionError(error);
        });
    }

    @Test
    void readsValuesInAllTheirForms() {
        Output output = output(
                """
                inject {
                  a = app_id, b = "app_id + '!'", c { constant { x = [1, two] } }, d { header = h }, e { record = timestamp },
                  f { record = key }, g { column = platform }, h { expression = "1 + 1" }
                }""");

        assertThat(output.injections())
                .extracting(injection -> injection.value())
                .containsExactly(
                        Value.column(AtomicField.APP_ID),
                        Value.expression("app_id + '!'"),
                        Value.constant(json("{\"x\":[1,\"two\"]}")),
                        Value.header("h"),
                        Value.recordTime(),
                        Value.recordKey(),
                        Value.column(AtomicField.PLATFORM),
                        Value.expression("1 + 1"));
    }

    @Test
    void readsWhatRecordsLookLike() {
        Output output = output(
                "sample { percent = 2.5, by = domain_userid }, key = network_userid, partitioner { number = dvce_screenwidth },"
                        + " format = json, newline = true, headers { who = user_id }, owner = me, ticket = T-1");

        assertThat(output.sample()).isEqualTo(Sample.percent(2.5).by(Value.column(AtomicField.DOMAIN_USERID)));
        assertThat(output.key()).isEqualTo(Value.column(AtomicField.NETWORK_USERID));
        assertThat(output.partitioning()).isEqualTo(Partitioning.byNumber("dvce_screenwidth"));
        assertThat(output.format()).isEqualTo(EventFormat.JSON);
        assertThat(output.isNewlineTerminated()).isTrue();
        assertThat(output.headers()).singleElement().satisfies(header -> assertThat(header.name())
                .isEqualTo("who"));
    }

    @Test
    void tellsAllFaultsOfAllRowsAtOnce() {
        ConfigReport report = load(
                """
                outputs = [
                  { name = a, topic = ta, filter = "no_such_column == 1" }
                  { name = a, topic = tb, sample { percent = 0 }, fitler = "true" }
                  { name = "B!", topic = tc, source = json.none }
                  { topic = "x.{app_id}", key { column = nope } }
                ]
                """);

        assertThat(report.errors())
                .extracting(Finding::key)
                .contains(
                        "firn.outputs[0].filter",
                        "firn.outputs[1].name",
                        "firn.outputs[1].sample.percent",
                        "firn.outputs[2].name",
                        "firn.outputs[2].source",
                        "firn.outputs[3].name",
                        "firn.outputs[3].key.column",
                        "firn.outputs[3].topic");
        assertThat(report.warnings()).anySatisfy(finding -> assertThat(finding.text())
                .startsWith("firn.outputs[1].fitler = true")
                .endsWith("expected: firn.outputs[1].filter"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outputs = [{ name = a, topic = raw }] | firn.outputs[0].topic | is an input topic too",
                "outputs = [{ name = a, topic = good }] | firn.outputs[0].topic | is that of firn.output.good.topic",
                "outputs = [{ name = a, topic = \"{app_id}\", topic-pattern = \".*\" }] | firn.outputs[0].topic-pattern | raw",
                "outputs = [{ name = a, topic = t, source = duplicates }] | firn.outputs[0].source | no deduplication",
                "deduplication.window = 1 day, outputs = [{ name = a, topic = t, source = duplicates }]"
                        + " | firn.outputs[0].source | not diverted",
                "outputs = [{ name = a, topic = t, source = joined.x }] | firn.outputs[0].source | no such stream",
                "outputs = [{ name = good, topic = t }] | firn.outputs[0].name | another one",
                "outputs = [{ name = a, topic = t, flatten { delimiter = \"\" } }] | firn.outputs[0].flatten | delimiter",
                "outputs = [{ name = a, topic = t, headers { firn-x = app_id } }] | firn.outputs[0].headers.firn-x | header",
                "json-inputs = [{ name = j, topics = [good] }] | firn.output.good.topic | is a JSON input topic too",
                "json-inputs = [{ name = j, topics = [x], time { field = t, zone = nowhere } }] | firn.json-inputs[0] | zone",
                "feature-joins = [{ name = f, keys { good = nope } }] | firn.feature-joins[0].keys | nope",
                "feature-joins = [{ name = f, topic = good, keys { good = user_id } }] | firn.output.good.topic | feature",
                "ad-joins = [{ name = x, conversions = [] }] | firn.ad-joins[0] | nothing to join",
                "deduplication { window = 1 second } | firn.deduplication.window | one minute",
                "deduplication { window = 1 day, scope = world } | firn.deduplication.scope | not known",
                "state.memory = 1 KiB | firn.state.memory | out of range",
                "state.memory = 95% | firn.state.memory | out of range"
            })
    void namesWhatDoesNotFit(String lines, String key, String words) {
        assertThat(load(lines).errors()).anySatisfy(finding -> {
            assertThat(finding.key()).isEqualTo(key);
            assertThat(finding.text()).contains(words);
        });
    }

    @Test
    void needsNoSectionWhereTheListHasARow() {
        ConfigReport report = Fixtures.load(
                """
                firn {
                  kafka.bootstrap-servers = "k:9092"
                  input.topics = raw
                  outputs = [
                    { name = all, topic = enriched }
                    { name = failed, source = bad, topic = "bad.{type}", topic-pattern = "bad\\\\.[a-z_]+" }
                  ]
                }
                """);

        assertThat(report.errors()).isEmpty();
        assertThat(report.config().orElseThrow().outputs().has(StreamId.BAD)).isTrue();
    }

    @Test
    void readsOnlyJsonWhereThereIsNoCollector() {
        ConfigReport report = Fixtures.load(
                """
                firn {
                  kafka.bootstrap-servers = "k:9092"
                  json-inputs = [{ name = pushes, topics = [pushes] }]
                  outputs = [{ name = flat, source = json.pushes, topic = flat }]
                  output.bad.topic = bad
                }
                """);

        assertThat(report.errors()).isEmpty();
        assertThat(report.config().orElseThrow().input().hasCollector()).isFalse();
    }

    @Test
    void warnsWhereMemoryDoesNotSuffice() {
        FirnConfig config = load("deduplication.window = 1 day, state.memory = 512 MiB")
                .config()
                .orElseThrow();
        Findings findings = new Findings(false);

        StreamsSettings.of(config, new Machine(2, 1L << 30, 512L << 20), findings);

        assertThat(findings.list()).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith("firn.state.memory: 512 MiB of stores, 512 MiB of heap"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tsv", "json", "flat-json"})
    void writesGoodEventsInAnotherFormat(String format) {
        Output good = load("output.good.format = " + format)
                .config()
                .orElseThrow()
                .outputs()
                .named("good");

        assertThat(Setting.word(good.format())).isEqualTo(format);
    }

    @Test
    void takesOverTheFormatOfOpenSnowcat() {
        ConfigReport report =
                Fixtures.load(Fixtures.ENRICH_KAFKA + "experimental.customOutputFormat.type = FlattenedJson");

        assertThat(report.config().orElseThrow().outputs().named("good").format())
                .isEqualTo(EventFormat.FLAT_JSON);
        assertThat(report.warnings()).singleElement().satisfies(finding -> assertThat(finding.text())
                .contains("written as flat-json"));
    }

    @Test
    void refusesFormatsThatItDoesNotWrite() {
        List<Finding> errors = Fixtures.load(
                        Fixtures.ENRICH_KAFKA + "experimental.customOutputFormat.type = EventbridgeJson")
                .errors();

        assertThat(errors).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith("experimental.customOutputFormat.type = EventbridgeJson")
                .contains("FlattenedJson"));
    }
}
