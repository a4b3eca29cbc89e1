package dev.firn.topology.test;

import static dev.firn.serdes.event.AtomicField.*;
import static dev.firn.topology.test.FirnAssertions.assertThat;
import static dev.firn.topology.test.FirnAssertions.assertThatThrownBy;
import static dev.firn.topology.test.Payloads.pageView;
import static dev.firn.topology.test.Payloads.selfDescribing;

import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.serdes.badrow.BadRow.Kind;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.EnrichedStreams;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirnDriverTest {

    private static final String PAGE = "https://shop.example/cart";
    private static final String CART = "iglu:com.acme/add_to_cart/jsonschema/1-0-0";

    @Test
    void remembersWhatWasReadBefore() {
        try (FirnDriver firn = FirnDriver.builder().build()) {
            firn.send(pageView(PAGE).appId("one"));
            assertThat(firn.good()).hasSize(1);

            firn.send(pageView(PAGE).appId("two"));
            assertThat(firn.good()).extracting(event -> event.text(APP_ID)).containsExactly("one", "two");
        }
    }

    @Test
    void givesTheSameBytesEveryTime() {
        assertThat(oneRun()).isEqualTo(oneRun());
    }

    private static String oneRun() {
        try (FirnDriver firn = FirnDriver.builder().build()) {
            firn.send(pageView(PAGE), selfDescribing("iglu:com.acme/unknown/jsonschema/1-0-0", "{}"));
            return firn.good().get(0).key()
                    + firn.good().get(0).value()
                    + firn.bad().get(0).key()
                    + firn.bad().get(0).value();
        }
    }

    @Test
    void timeStandsStillUntilItIsMoved() {
        try (FirnDriver firn = FirnDriver.builder()
                .startAt(Instant.parse("2027-03-04T05:06:07Z"))
                .build()) {
            firn.send(pageView(PAGE));
            firn.advance(Duration.ofMinutes(5));
            firn.send(pageView(PAGE));
            firn.advanceTo(Instant.parse("2027-03-04T06:00:00Z"));
            firn.send(Payloads.bytes(new byte[] {1}));

            assertThat(firn.good()).first().hasColumn(ETL_TSTAMP, "2027-03-04 05:06:07.000");
            assertThat(firn.good()).last().hasColumn(COLLECTOR_TSTAMP, "2027-03-04 05:11:07.000");
            assertThat(firn.bad()).singleElement().failedAt(Instant.parse("2027-03-04T06:00:00Z"));
            assertThatThrownBy(() -> firn.advanceTo(Instant.EPOCH)).hasMessageContaining("backwards");
        }
    }

    @Test
    void takesSchemasAsTextTreeResourceFileAndFolder(@TempDir Path folder) throws IOException {
        // given
        String text = schema("from_text");
        Path file = Files.writeString(folder.resolve("one.json"), schema("from_file"));

        // when
        FirnBuilder<FirnDriver> builder = FirnDriver.builder()
                .schema(text)
                .schema(JsonSource.parse("tree", schema("from_tree")))
                .schema("schemas/add_to_cart.json")
                .schemas(file)
                .schemas(folder);

        // then
        try (FirnDriver firn = builder.build()) {
            for (String name : new String[] {"from_text", "from_tree", "from_file"}) {
                firn.send(selfDescribing("iglu:com.acme/" + name + "/jsonschema/1-0-0", "{}"));
            }
            firn.send(selfDescribing(CART, "{\"sku\": \"1\", \"quantity\": 1}"));
            assertThat(firn.good()).hasSize(4);
        }
    }

    private static String schema(String name) {
        return """
                {"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
                 "self": {"vendor": "com.acme", "name": "%s", "format": "jsonschema", "version": "1-0-0"},
                 "type": "object"}
                """
                .formatted(name);
    }

    @Test
    void refusesASchemaWithoutAName() {
        assertThatThrownBy(() -> FirnDriver.builder().schema("{\"type\": \"object\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inline JSON")
                .hasMessageContaining("\"self\"");
        assertThatThrownBy(() -> FirnDriver.builder().schema("/schemas/absent.json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schemas/absent.json");
    }

    @Test
    void runsConfiguredEnrichments() {
        try (FirnDriver firn =
                FirnDriver.builder().enrichment("/enrichments/anon_ip.json").build()) {
            firn.send(pageView(PAGE).ip("198.51.100.7"));

            assertThat(firn.good()).singleElement().hasColumn(USER_IPADDRESS, "198.51.100.x");
        }
    }

    @Test
    void refusesAnEnrichmentThatWouldNotStart() {
        FirnBuilder<FirnDriver> builder = FirnDriver.builder().enrichment("{\"schema\": \"iglu:nonsense\"}");

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("enrichments cannot be used")
                .hasMessageContaining("inline JSON");
    }

    @Test
    void runsAnEnrichmentOfOnesOwn() {
        Enrichment shout = new Enrichment() {
            @Override
            public String name() {
                return "shout";
            }

            @Override
            public Set<AtomicField> writes() {
                return Set.of(PAGE_TITLE);
            }

            @Override
            public EnrichmentResult enrich(EventView event) {
                throw new IllegalStateException("a bug");
            }
        };

        try (FirnDriver firn = FirnDriver.builder()
                .enrichment("iglu:com.acme/shout/jsonschema/1-0-0", shout)
                .build()) {
            firn.send(pageView(PAGE));

            assertThat(firn.bad()).singleElement().hasMessageContaining("a bug");
        }
    }

    @Test
    void keepsIncompleteEventsWhenAsked() {
        try (FirnDriver firn = FirnDriver.builder().keepIncomplete().build()) {
            firn.send(pageView(PAGE).appId("shop").context("iglu:com.acme/unknown/jsonschema/1-0-0", "{}"));

            assertThat(firn.good()).isEmpty();
            assertThat(firn.incomplete()).singleElement().hasColumn(APP_ID, "shop");
        }
        try (FirnDriver firn = FirnDriver.builder().build()) {
            assertThatThrownBy(firn::incomplete).hasMessageContaining("keepIncomplete");
        }
    }

    @Test
    void showsKeysAndHeaders() {
        try (FirnDriver firn = FirnDriver.builder()
                .good(Output.to("out").keyedBy(USER_ID).withHeaders(APP_ID, DOMAIN_USERID))
                .build()) {
            firn.send(pageView(PAGE).userId("ada").appId("shop"));

            assertThat(firn.good())
                    .singleElement()
                    .hasKey("ada")
                    .hasHeader("app_id", "shop")
                    .hasNoHeader("domain_userid");
        }
    }

    @Test
    void readsJsonToo() {
        try (FirnDriver firn =
                FirnDriver.builder().good(Output.to("out").as(EventFormat.JSON)).build()) {
            firn.send(pageView(PAGE).appId("shop"));

            assertThat(firn.good()).singleElement().hasColumn(APP_ID, "shop");
            assertThat(firn.good().get(0).value()).startsWith("{");
        }
    }

    @Test
    void drivesATopologyOfOnesOwn() {
        try (FirnDriver firn = FirnDriver.builder()
                .input("requests")
                .topology(FirnDriverTest::viewsPerApp)
                .build()) {
            firn.send(pageView(PAGE).appId("shop"), pageView(PAGE).appId("shop"), Payloads.bytes(new byte[] {1}));

            assertThat(firn.good()).hasSize(2).allSatisfy(event -> assertThat(event)
                    .hasColumn(APP_ID, "shop"));
            assertThat(firn.bad()).singleElement().isOfKind(Kind.COLLECTOR_PAYLOAD_FORMAT_VIOLATION);
            assertThat(firn.streams().getKeyValueStore("views").get("shop")).isEqualTo(2L);
            assertThat(firn.streams()
                            .createOutputTopic("apps", new StringDeserializer(), new StringDeserializer())
                            .readValuesToList())
                    .containsExactly("shop", "shop");
        }
    }

    private static Topology viewsPerApp(EventPipeline pipeline) {
        StreamsBuilder builder = new StreamsBuilder();
        EnrichedStreams streams = EnrichTopology.builder(pipeline)
                .addTo(builder, builder.stream("requests", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())));
        var apps = streams.good().mapValues(event -> event.text(APP_ID));
        apps.to("apps", Produced.with(Serdes.String(), Serdes.String()));
        apps.groupBy((id, app) -> app, Grouped.with("by-app", Serdes.String(), Serdes.String()))
                .count(Materialized.as("views"));
        streams.good()
                .mapValues(EnrichedTsv::encode)
                .to("enriched", Produced.with(Serdes.String(), Serdes.ByteArray()));
        streams.bad().mapValues(BadRowJson::encode).to("bad", Produced.with(Serdes.String(), Serdes.ByteArray()));
        return builder.build();
    }
}
