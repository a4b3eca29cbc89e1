package dev.firn.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.EventPipeline;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.format.EnrichedTsv;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;

/** Enrichment inside a topology that somebody else wrote. */
class TypedStreamsTest {

    private static final Serde<String> TEXT = Serdes.String();

    @Test
    void goodEventsJoinTheEmbeddersOwnTable() {
        try (Run run = new Run(greetings())) {
            // given
            run.driver
                    .createInputTopic("names", new StringSerializer(), new StringSerializer())
                    .pipeInput("u1", "Ada");

            // when
            run.send(Requests.pageView("uid", "u1"));
            run.send(Requests.pageView("uid", "u2"));
            run.send(Requests.refused("uid", "u1"));

            // then
            assertThat(run.driver
                            .createOutputTopic("greetings", new StringDeserializer(), new StringDeserializer())
                            .readKeyValuesToList())
                    .containsExactly(KeyValue.pair("u1", "Ada viewed https://shop.example/"));
        }
    }

    private static Topology greetings() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> views = enriched(builder, Pipelines.usual())
                .good()
                .map((id, event) -> KeyValue.pair(event.text(AtomicField.USER_ID), event.text(AtomicField.PAGE_URL)));
        views.join(
                        builder.table("names", Consumed.with(TEXT, TEXT)),
                        (url, name) -> name + " viewed " + url,
                        Joined.with(TEXT, TEXT, TEXT, "views"))
                .to("greetings", Produced.with(TEXT, TEXT));
        return builder.build();
    }

    private static EnrichedStreams enriched(StreamsBuilder builder, EventPipeline pipeline) {
        return EnrichTopology.builder(pipeline)
                .addTo(builder, builder.stream(Run.IN, Consumed.with(TEXT, Serdes.ByteArray())));
    }

    /** All three streams to the topics of the standard topology. */
    private static Run byHand(EventPipeline pipeline) {
        StreamsBuilder builder = new StreamsBuilder();
        EnrichedStreams streams = enriched(builder, pipeline);
        Produced<String, byte[]> bytes = Produced.with(TEXT, Serdes.ByteArray());
        streams.good().mapValues(EnrichedTsv::encode).to(Run.GOOD, bytes);
        streams.bad().mapValues(BadRowJson::encode).to(Run.BAD, bytes);
        streams.incomplete().mapValues(one -> EnrichedTsv.encode(one.event())).to(Run.INCOMPLETE, bytes);
        return new Run(builder.build());
    }

    @Test
    void writesWhatTheStandardTopologyWrites() {
        // given
        List<byte[]> records = List.of(
                Requests.pageView("eid", "5b5a0a1e-3d3c-4a5e-9b0e-1c5d7c8e9f01"),
                Requests.pageView(),
                Requests.batch("1", "bad", "2"),
                Requests.pageView(Requests.NOW.plus(Duration.ofDays(1)).toEpochMilli()),
                new byte[] {1, 2, 3});

        try (Run whole = Run.of(Run.standard(Pipelines.usual()));
                Run byHand = byHand(Pipelines.usual())) {
            // when
            records.forEach(whole::send);
            records.forEach(byHand::send);
            whole.send(null);
            byHand.send(null);

            // then
            for (String topic : List.of(Run.GOOD, Run.BAD)) {
                assertThat(byHand.read(topic))
                        .usingRecursiveFieldByFieldElementComparator()
                        .isNotEmpty()
                        .isEqualTo(whole.read(topic));
            }
            assertThat(byHand.read(Run.INCOMPLETE)).isEmpty();
        }
    }

    @Test
    void incompleteEventsHaveAStreamOfTheirOwn() {
        try (Run run = byHand(Pipelines.with(EventPipeline.Options::keepingIncomplete))) {
            // when
            run.send(Requests.refused("aid", "shop"));

            // then
            assertThat(Run.column(run.readOne(Run.INCOMPLETE), AtomicField.APP_ID))
                    .isEqualTo("shop");
            assertThat(run.read(Run.GOOD)).isEmpty();
            assertThat(run.read(Run.BAD)).isEmpty();
        }
    }

    @Test
    void everyNodeOfOursIsNamed() {
        StreamsBuilder builder = new StreamsBuilder();
        enriched(builder, Pipelines.usual());

        assertThat(builder.build().describe().toString())
                .contains(EnrichTopology.ENRICH, EnrichTopology.GOOD, EnrichTopology.BAD, EnrichTopology.INCOMPLETE)
                .doesNotContain("KSTREAM-PROCESSOR", "KSTREAM-FILTER", "KSTREAM-MAPVALUES");
    }
}
