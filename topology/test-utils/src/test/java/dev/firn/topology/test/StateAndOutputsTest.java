package dev.firn.topology.test;

import static dev.firn.serdes.event.AtomicField.DOMAIN_USERID;
import static dev.firn.serdes.event.AtomicField.EVENT_ID;
import static dev.firn.topology.test.FirnAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.adjoin.AdSource;
import dev.firn.topology.adjoin.Attribution;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.dedup.NaturalDuplicates;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.Sample;
import dev.firn.topology.output.TopicRule;
import dev.firn.topology.output.Value;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Outputs, state and JSON, tested as users test theirs. */
class StateAndOutputsTest {

    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private static TrackerEvent pageView(String appId) {
        return Payloads.pageView("https://shop.example/cart").appId(appId);
    }

    @Test
    void readsBackWhatAnOutputWroteByItsName() {
        try (FirnDriver firn = FirnDriver.builder()
                .output(Output.routed(TopicRule.template("events.{app_id}", "events\\.[a-z]+"))
                        .named("by-app")
                        .as(EventFormat.JSON)
                        .filteredBy("event_name == 'page_view'")
                        .keyedBy(Value.expression("app_id + '!'"))
                        .withHeader("kind", Value.constant("page")))
                .build()) {
            // when
            firn.send(pageView("shop"), pageView("blog"));

            // then
            assertThat(firn.good()).hasSize(2);
            assertThat(firn.output("by-app"))
                    .extracting(OutputRecord::topic, OutputRecord::key)
                    .containsExactly(tuple("events.blog", "blog!"), tuple("events.shop", "shop!"));
            assertThat(firn.output("by-app").get(0).headers()).containsEntry("kind", "page");
            assertThat(firn.output("by-app").get(0).json().path("app_id").asText())
                    .isEqualTo("blog");
        }
    }

    @Test
    void samplesTheSameUsersInEveryRun() {
        try (FirnDriver firn = FirnDriver.builder()
                .output(Output.to("some")
                        .named("some")
                        .sampled(Sample.percent(10).by(Value.column(DOMAIN_USERID))))
                .build()) {
            // when
            for (int user = 0; user < 200; user++) {
                firn.send(Payloads.pageView("https://shop.example/").domainUserId("user-" + user));
            }

            // then
            assertThat(firn.output("some").size()).isBetween(5, 40);
            assertThat(firn.output("some"))
                    .allSatisfy(record -> assertThat(record.headers()).containsEntry("firn-sample-rate", "0.1"));
        }
    }

    @Test
    void showsDuplicatesThatWereDiverted() {
        try (FirnDriver firn = FirnDriver.builder()
                .deduplicate(Deduplication.within(Duration.ofDays(1)).naturalDuplicates(NaturalDuplicates.DIVERT))
                .build()) {
            // when
            firn.send(pageView("shop").eventId(ID), pageView("shop").eventId(ID), pageView("shop"));

            // then
            assertThat(firn.good()).hasSize(2);
            assertThat(firn.duplicates())
                    .singleElement()
                    .satisfies(copy -> assertThat(copy.event().text(EVENT_ID)).isEqualTo(ID.toString()));
        }
    }

    @Test
    void joinsFeaturesThatTheTestSends() {
        try (FirnDriver firn = FirnDriver.builder()
                .joinFeatures(FeatureJoin.of("user")
                        .topic("user-features")
                        .key("domain_userid")
                        .context("iglu:com.acme/user/jsonschema/1-0-0"))
                .output(Output.to("json").named("json").as(EventFormat.JSON))
                .build()) {
            // when
            firn.sendFeature("user-features", "ann", "{\"level\":7}");
            firn.send(Payloads.pageView("https://shop.example/").domainUserId("ann"));

            // then
            assertThat(firn.output("json")).singleElement().satisfies(record -> assertThat(record.json()
                            .at("/contexts_com_acme_user_1/0/level")
                            .asInt())
                    .isEqualTo(7));
        }
    }

    @Test
    void takesPlainJson() {
        try (FirnDriver firn = FirnDriver.builder()
                .jsonInput(JsonInput.of("pushes", "pushes"))
                .output(Output.to("flat").named("flat").from(StreamId.json("pushes")))
                .build()) {
            // when
            firn.sendJson("pushes", "{\"a\":{\"b\":1}}{\"a\":{\"b\":2}} oops");

            // then
            assertThat(firn.output("flat"))
                    .extracting(OutputRecord::text)
                    .containsExactly("{\"a_b\":1}", "{\"a_b\":2}");
            assertThat(firn.bad()).hasSize(1);
        }
    }

    @Test
    void joinsAds() {
        AdSource clicks = AdSource.of(StreamId.json("ads"), "record.type == 'click'", "record.user")
                .identifiedBy("record.id");
        AdSource orders = AdSource.of(StreamId.json("ads"), "record.type == 'order'", "record.user")
                .identifiedBy("record.id");
        try (FirnDriver firn = FirnDriver.builder()
                .jsonInput(JsonInput.of("ads", "ads"))
                .joinAds(AdJoin.named("shop").clicks(clicks).conversions(orders).attribution(Attribution.LAST))
                .output(Output.to("credits").named("credits").from(StreamId.joined("shop")))
                .build()) {
            // when
            firn.sendJson("ads", "{\"type\":\"click\",\"user\":\"ann\",\"id\":\"c1\"}");
            firn.advance(Duration.ofMinutes(1));
            firn.sendJson("ads", "{\"type\":\"order\",\"user\":\"ann\",\"id\":\"o1\"}");

            // then
            assertThat(firn.output("credits")).singleElement().satisfies(record -> assertThat(record.text())
                    .contains("c1"));
        }
    }

    @Test
    void namesTheOutputsThereAre() {
        try (FirnDriver firn =
                FirnDriver.builder().output(Output.to("a").named("a")).build()) {
            assertThatThrownBy(() -> firn.output("b")).hasMessageContaining("[a]");
            assertThatThrownBy(firn::duplicates).isInstanceOf(IllegalStateException.class);
        }
    }
}
