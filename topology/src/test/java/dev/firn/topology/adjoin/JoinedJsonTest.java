package dev.firn.topology.adjoin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.topology.flow.StreamId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What consumers see, and that it is what their schema promises. */
class JoinedJsonTest {

    private static final SchemaKey SCHEMA = SchemaKey.of("iglu:dev.firn/ad_attribution/jsonschema/1-0-0");
    private static final long NOON = 1_767_268_800_000L;
    private static final AdSource ADS =
            AdSource.of(StreamId.json("ads"), "true", "record.key").identifiedBy("record.id");
    private static final AdJoin JOIN = AdJoin.named("shop")
            .impressions(ADS)
            .clicks(ADS)
            .conversions(ADS)
            .within(new AdWindows(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(1), Duration.ofHours(1)))
            .attribution(Attribution.LINEAR);
    private static final IgluClient IGLU = IgluClient.builder().build();

    @AfterAll
    static void close() {
        IGLU.close();
    }

    @Test
    void tellsAConversionItsTouchesAndTheirImpressions() {
        JoinRun run = JoinRun.of(
                JOIN,
                List.of(
                        Keyed.impression("i1", NOON).with("{\"campaign\":\"spring\"}"),
                        Keyed.click("c1", NOON + 1_000).with("{\"campaign\":\"spring\",\"cost\":1.50}"),
                        Keyed.conversion("o1", NOON + 60_000).with("{\"value\":99}"),
                        Keyed.click("c0", NOON - 1_000)));

        assertThat(run.records.stream().map(record -> JsonText.write(record.value())))
                .containsExactly(
                        """
                        {"join":"shop","conversion_id":"o1","conversion_time":"2026-01-01T12:01:00.000Z","join_key":"anna",\
                        "revision":1,"attribution":"linear","attributed":true,"conversion":{"value":99},"touches":[\
                        {"type":"click","id":"c1","time":"2026-01-01T12:00:01.000Z","credit":1,\
                        "fields":{"campaign":"spring","cost":1.50},"impression":{"type":"impression","id":"i1",\
                        "time":"2026-01-01T12:00:00.000Z","fields":{"campaign":"spring"}}}]}""",
                        """
                        {"join":"shop","conversion_id":"o1","conversion_time":"2026-01-01T12:01:00.000Z","join_key":"anna",\
                        "revision":2,"restates":1,"attribution":"linear","attributed":true,"conversion":{"value":99},\
                        "touches":[\
                        {"type":"click","id":"c0","time":"2026-01-01T11:59:59.000Z","credit":0.5,"fields":{}},\
                        {"type":"click","id":"c1","time":"2026-01-01T12:00:01.000Z","credit":0.5,\
                        "fields":{"campaign":"spring","cost":1.50},"impression":{"type":"impression","id":"i1",\
                        "time":"2026-01-01T12:00:00.000Z","fields":{"campaign":"spring"}}}]}""");
        assertThat(run.records).allSatisfy(record -> {
            assertThat(record.key()).asString().isEqualTo("o1");
            assertThat(record.timestamp()).isEqualTo(NOON + 60_000);
        });
    }

    @Test
    void fitsItsSchema() {
        JoinRun run = JoinRun.of(
                JOIN,
                List.of(
                        Keyed.conversion("none", NOON),
                        Keyed.impression("i1", NOON + 1),
                        Keyed.conversion("viewed", NOON + 2),
                        Keyed.click("c1", NOON + 3),
                        Keyed.click("c2", NOON + 4),
                        Keyed.click("c3", NOON + 5),
                        Keyed.conversion("clicked", NOON + 6).with("{\"deep\":{\"er\":[1,null]}}"),
                        Keyed.click("late", NOON - 1)));

        assertThat(run.records).hasSizeGreaterThan(4);
        assertThat(run.records).allSatisfy(record -> assertThat(check(record.value()))
                .as(JsonText.write(record.value()))
                .isInstanceOf(CheckResult.Valid.class));
    }

    @Test
    void theSchemaIsNoSieve() {
        ObjectNode joined = JoinRun.of(JOIN, List.of(Keyed.conversion("o1", NOON)))
                .records
                .get(0)
                .value();

        assertThat(check(joined.deepCopy().put("revision", 0))).isInstanceOf(CheckResult.Invalid.class);
        assertThat(check(joined.deepCopy().put("more", 1))).isInstanceOf(CheckResult.Invalid.class);
        assertThat(check(joined.deepCopy().without("touches"))).isInstanceOf(CheckResult.Invalid.class);
    }

    private static CheckResult check(ObjectNode joined) {
        return IGLU.check(new SelfDescribingJson(SCHEMA, joined));
    }
}
