package dev.firn.topology.adjoin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.topology.adjoin.AdJoinListener.Fate;
import dev.firn.topology.expression.ExpressionException;
import dev.firn.topology.flow.Counts;
import dev.firn.topology.flow.StreamId;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdJoinTest {

    private static final Duration START = Duration.ofDays(20_000);
    private static final AdJoin JOIN = AdJoin.named("shop")
            .impressions(source("imp"))
            .clicks(source("click").linkedBy("record.imp"))
            .conversions(source("order").carrying("value", "record.value"))
            .within(new AdWindows(Duration.ofHours(1), Duration.ofHours(10), Duration.ZERO, Duration.ofMinutes(10)));

    private static AdSource source(String type) {
        return AdSource.of(Items.ADS, "record.type == '" + type + "'", "record.user")
                .identifiedBy("record.id")
                .carrying("ad", "record.ad");
    }

    @Test
    void joinsByKeyAndTime() {
        try (Items items = new Items(JOIN)) {
            items.send(at(0), "{'type':'imp','id':'i1','user':'anna','ad':'spring'}")
                    .send(at(5), "{'type':'click','id':'c1','user':'anna','ad':'spring'}")
                    .send(at(6), "{'type':'click','id':'c2','user':'bert','ad':'summer'}")
                    .send(at(60), "{'type':'order','id':'o1','user':'anna','value':99}");

            List<TestRecord<byte[], byte[]>> joined = items.joined();
            assertThat(joined).hasSize(1);
            assertThat(joined.get(0).key()).asString().isEqualTo("o1");
            assertThat(joined.get(0).timestamp()).isEqualTo(at(60).toMillis());
            JsonNode json = json(joined.get(0));
            assertThat(json.at("/conversion/value").asInt()).isEqualTo(99);
            assertThat(json.at("/touches")).hasSize(1);
            assertThat(json.at("/touches/0/id").asText()).isEqualTo("c1");
            assertThat(json.at("/touches/0/fields/ad").asText()).isEqualTo("spring");
            assertThat(json.at("/touches/0/impression/id").asText()).isEqualTo("i1");
        }
    }

    @Test
    void letsAllItemsPass() {
        try (Items items = new Items(JOIN)) {
            items.send(at(0), "{'type':'order','id':'o1','user':'anna'}").send(at(1), "{'type':'other'}");

            assertThat(items.passed())
                    .containsExactly("{\"type\":\"order\",\"id\":\"o1\",\"user\":\"anna\"}", "{\"type\":\"other\"}");
        }
    }

    @Test
    void restatesWhenAnEventComesLateButWithinGrace() {
        Counts<Fate> counts = new Counts<>(Fate.class);
        try (Items items = new Items(JOIN.withListener(counts::add))) {
            items.send(at(30), "{'type':'order','id':'o1','user':'anna'}")
                    .send(at(25), "{'type':'click','id':'c1','user':'anna'}")
                    .send(at(24), "{'type':'click','id':'c0','user':'anna'}")
                    .send(at(25), "{'type':'click','id':'c1','user':'anna'}")
                    .send(at(30), "{'type':'order','id':'o1','user':'anna'}");

            assertThat(items.joined().stream()
                            .map(AdJoinTest::json)
                            .map(json -> json.path("revision") + " of "
                                    + json.path("restates").asInt() + " "
                                    + json.at("/touches/0/id").asText()))
                    .as("an earlier click than the last changes nothing, nor do copies")
                    .containsExactly("1 of 0 ", "2 of 1 c1");
        }
        assertThat(counts)
                .hasToString("{CLICK={RECEIVED=2, DUPLICATE=1},"
                        + " CONVERSION={RECEIVED=1, DUPLICATE=1, UNATTRIBUTED=1, RESTATED=1}}");
    }

    @Test
    void ignoresWhatComesBeyondGrace() {
        Counts<Fate> counts = new Counts<>(Fate.class);
        try (Items items = new Items(JOIN.withListener(counts::add))) {
            items.send(at(30), "{'type':'order','id':'o1','user':'anna'}")
                    .send(at(41), "{'type':'imp','id':'i1','user':'bert'}")
                    .send(at(30), "{'type':'click','id':'c1','user':'anna'}");

            assertThat(items.joined()).hasSize(1);
        }
        assertThat(counts.of(AdKind.CLICK, Fate.LATE)).isEqualTo(1);
    }

    @Test
    void omitsWhatIsOwedToNobodyUntilItIsOwedToSomebody() {
        try (Items items = new Items(JOIN.unattributed(Unattributed.OMIT))) {
            items.send(at(30), "{'type':'order','id':'o1','user':'anna'}");
            assertThat(items.joined()).isEmpty();

            items.send(at(25), "{'type':'click','id':'c1','user':'anna'}");
            assertThat(items.joined().stream().map(AdJoinTest::json))
                    .singleElement()
                    .satisfies(json -> assertThat(json.path("revision").asInt()).isEqualTo(1));
        }
    }

    @Test
    void saysSoWhenTheOnlyTouchGoesToAnEarlierConversion() {
        try (Items items = new Items(JOIN.unattributed(Unattributed.OMIT).touchUse(TouchUse.ONCE))) {
            items.send(at(20), "{'type':'click','id':'c1','user':'anna'}")
                    .send(at(30), "{'type':'order','id':'o2','user':'anna'}")
                    .send(at(29), "{'type':'order','id':'o1','user':'anna'}");

            assertThat(items.joined().stream()
                            .map(AdJoinTest::json)
                            .map(json -> json.path("conversion_id").asText()
                                    + ' '
                                    + json.path("revision")
                                    + json.path("attributed")))
                    .containsExactly("o2 1true", "o1 1true", "o2 2false");
        }
    }

    @Test
    void linksWhatNamesAnotherToThatAlone() {
        try (Items items = new Items(JOIN)) {
            items.send(at(0), "{'type':'imp','id':'i1','user':'anna'}")
                    .send(at(1), "{'type':'imp','id':'i2','user':'anna'}")
                    .send(at(2), "{'type':'click','id':'c1','user':'anna','imp':'i1'}")
                    .send(at(3), "{'type':'order','id':'o1','user':'anna'}")
                    .send(at(4), "{'type':'click','id':'c2','user':'anna','imp':'i3'}")
                    .send(at(5), "{'type':'order','id':'o2','user':'anna'}")
                    .send(at(6), "{'type':'imp','id':'i3','user':'anna'}");

            assertThat(items.joined().stream()
                            .map(AdJoinTest::json)
                            .map(json -> json.path("conversion_id").asText()
                                    + ' '
                                    + json.at("/touches/0/impression/id").asText()))
                    .as("also to one that seems to come after it")
                    .containsExactly("o1 i1", "o2 ", "o2 i3");
        }
    }

    @Test
    void viewsCountWhereNobodyClicked() {
        AdWindows windows =
                new AdWindows(Duration.ofHours(1), Duration.ofHours(10), Duration.ofHours(1), Duration.ofMinutes(10));
        try (Items items = new Items(JOIN.within(windows).attribution(Attribution.LINEAR))) {
            items.send(at(0), "{'type':'imp','id':'i1','user':'anna'}")
                    .send(at(1), "{'type':'imp','id':'i2','user':'anna'}")
                    .send(at(2), "{'type':'order','id':'o1','user':'anna'}")
                    .send(at(1), "{'type':'click','id':'c1','user':'anna'}");

            assertThat(items.joined().stream()
                            .map(AdJoinTest::json)
                            .map(json -> json.at("/touches/0/type").asText() + ' ' + json.at("/touches/0/credit")))
                    .containsExactly("impression 0.5", "click 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsWhatHasNoKeyOrId(AdKind kind) {
        Counts<Fate> counts = new Counts<>(Fate.class);
        String type = List.of("imp", "click", "order").get(kind.ordinal());
        try (Items items = new Items(JOIN.withListener(counts::add))) {
            items.send(at(0), "{'type':'" + type + "','id':'x'}")
                    .send(at(0), "{'type':'" + type + "','user':'anna','id':''}")
                    .send(at(0), "{'type':'" + type + "','user':'" + "a".repeat(513) + "','id':'x'}")
                    .send(at(0), "{'type':'" + type + "','user':'anna','id':{}}");

            assertThat(items.joined()).isEmpty();
        }
        assertThat(counts.of(kind, Fate.UNUSABLE)).isEqualTo(4);
    }

    @Test
    void leavesFieldsOutThatAreTooLarge() {
        Counts<Fate> counts = new Counts<>(Fate.class);
        try (Items items = new Items(JOIN.withListener(counts::add))) {
            items.send(at(0), "{'type':'order','id':'o1','user':'anna','value':'" + "x".repeat(5_000) + "'}");

            assertThat(json(items.joined().get(0)).path("conversion")).isEmpty();
        }
        assertThat(counts.of(AdKind.CONVERSION, Fate.FIELDS_LEFT_OUT)).isEqualTo(1);
    }

    @Test
    void anItemMayBeTwoThings() {
        AdSource all = AdSource.of(Items.ADS, "true", "record.user").identifiedBy("record.id");
        try (Items items = new Items(AdJoin.named("shop").clicks(all).conversions(all))) {
            items.send(at(0), "{'id':'x','user':'anna'}");

            assertThat(items.joined().stream().map(AdJoinTest::json))
                    .singleElement()
                    .satisfies(json ->
                            assertThat(json.at("/touches/0/id").asText()).isEqualTo("x"));
        }
    }

    @Test
    void forgetsTheOldestImpressionsOfABusyKeyFirst() {
        Counts<Fate> counts = new Counts<>(Fate.class);
        try (Items items = new Items(JOIN.maxPerKey(3).withListener(counts::add))) {
            items.send(at(0), "{'type':'click','id':'c1','user':'anna'}");
            for (int i = 0; i < 10; i++) {
                items.send(at(1 + i), "{'type':'imp','id':'i" + i + "','user':'anna'}");
            }
            items.send(at(20), "{'type':'order','id':'o1','user':'anna'}");

            assertThat(json(items.joined().get(0)).at("/touches/0/id").asText()).isEqualTo("c1");
        }
        assertThat(counts.of(AdKind.IMPRESSION, Fate.OVERFLOWED)).isEqualTo(8);
        assertThat(counts.of(AdKind.CLICK, Fate.OVERFLOWED)).isZero();
    }

    @Test
    void forgetsKeysThatNothingComesForAnyMore() {
        try (Items items = new Items(JOIN)) {
            for (int user = 0; user < 50; user++) {
                items.send(at(user), "{'type':'imp','id':'i1','user':'" + user + "'}");
                items.send(at(user), "{'type':'click','id':'c1','user':'" + user + "'}");
                items.send(at(user), "{'type':'order','id':'o1','user':'" + user + "'}");
            }
            assertThat(items.rows()).isGreaterThan(150);

            for (int hour = 1; hour < 16; hour++) {
                items.send(at(60 * hour), "{'type':'imp','id':'" + hour + "','user':'other'}");
            }
            assertThat(items.rows())
                    .as("of the other, and one that says when to look")
                    .isLessThan(6);
        }
    }

    @Test
    void namesAllThatItAdds() {
        String described = Items.topology(JOIN).describe().toString();

        assertThat(described)
                .contains("firn-ads-shop-project")
                .contains("Processor: firn-ads-shop-join (stores: [firn-ads-shop])")
                .contains("firn-ads-shop-repartition")
                .doesNotContain("0000");
    }

    @Test
    void refusesWhatCannotBeJoined() {
        assertThatThrownBy(() -> AdSource.of(Items.ADS, "no such thing", "record.user"))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("no such thing");
        assertThatThrownBy(() -> AdSource.of(Items.ADS, "true", "record.user").and(StreamId.GOOD))
                .hasMessageContaining("not both");
        assertThatThrownBy(() -> AdSource.of(StreamId.BAD, "true", "type")).hasMessageContaining("expected events");
        assertThatThrownBy(() -> JOIN.clicks(AdSource.of(Items.ADS, "true", "record.user")))
                .hasMessageContaining("clicks: no id");
        assertThatThrownBy(() -> JOIN.impressions(source("imp").linkedBy("record.x")))
                .hasMessageContaining("impressions: link");
        assertThatThrownBy(() -> JOIN.maxPerKey(0)).hasMessageContaining("maxPerKey = 0");
        assertThatThrownBy(() -> AdJoin.named("Shop")).hasMessageContaining("Shop");
        assertThatThrownBy(() -> AdJoin.named("shop").addTo(new StreamsBuilder(), null, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ad join shop");
    }

    private static Duration at(int minutes) {
        return START.plusMinutes(minutes);
    }

    private static JsonNode json(TestRecord<byte[], byte[]> record) {
        return JsonText.parse(new String(record.value(), UTF_8)).fold(json -> json, message -> {
            throw new IllegalArgumentException(message);
        });
    }
}
