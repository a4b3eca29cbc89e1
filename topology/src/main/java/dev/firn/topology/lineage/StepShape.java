package dev.firn.topology.lineage;

import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.ItemSerde;
import dev.firn.topology.flow.Step;
import dev.firn.topology.flow.StreamId;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;

/**
 * What a step adds to a topology, as Kafka Streams describes it: the step is built into a topology of its own, so that
 * nothing of this has to be said twice, and steps of embedders are shown like ours.
 *
 * @param passes whether items that go on went through it; else it only looks at them
 * @param leaving what leaves the topology at this step
 * @param sources topics that it reads
 * @param repartitions topics between, without the application id and {@code -repartition}
 * @param stores that have a changelog
 * @param globalStores that every instance fills from the topics themselves
 * @param sinks topics that it writes itself
 */
record StepShape(
        boolean passes,
        Set<StreamId.Kind> leaving,
        SortedSet<String> sources,
        SortedSet<String> repartitions,
        SortedSet<String> stores,
        SortedSet<String> globalStores,
        SortedSet<String> sinks) {

    private static final String ITEMS = "firn-items";
    private static final String REPARTITION = "-repartition";

    static StepShape of(Step step) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], Item> items = builder.stream(
                ITEMS, Consumed.with(Serdes.ByteArray(), new ItemSerde()).withName(ITEMS));
        Set<StreamId.Kind> leaving = EnumSet.noneOf(StreamId.Kind.class);
        KStream<byte[], Item> after = step.addTo(builder, items, (some, stage, kinds) -> leaving.addAll(kinds));
        Described all = new Described();
        TopologyDescription description = builder.build().describe();
        description.subtopologies().forEach(part -> part.nodes().forEach(all::add));
        description.globalStores().forEach(all::add);
        Set<String> between = new LinkedHashSet<>(all.written);
        between.retainAll(all.read);
        all.read.removeAll(between);
        all.read.remove(ITEMS);
        all.written.removeAll(between);
        SortedSet<String> repartitions = new TreeSet<>();
        between.forEach(topic -> repartitions.add(
                topic.endsWith(REPARTITION) ? topic.substring(0, topic.length() - REPARTITION.length()) : topic));
        return new StepShape(
                after != items, leaving, all.read, repartitions, all.stores, all.globalStores, all.written);
    }

    /** Collects what descriptions name. */
    private static final class Described {
        final SortedSet<String> read = new TreeSet<>();
        final SortedSet<String> written = new TreeSet<>();
        final SortedSet<String> stores = new TreeSet<>();
        final SortedSet<String> globalStores = new TreeSet<>();

        void add(TopologyDescription.Node node) {
            if (node instanceof TopologyDescription.Source source) {
                readBy(source);
            } else if (node instanceof TopologyDescription.Processor processor) {
                stores.addAll(processor.stores());
            } else if (node instanceof TopologyDescription.Sink sink && sink.topic() != null) {
                written.add(sink.topic());
            }
        }

        void add(TopologyDescription.GlobalStore store) {
            readBy(store.source());
            globalStores.addAll(store.processor().stores());
        }

        private void readBy(TopologyDescription.Source source) {
            if (source.topicSet() != null) {
                read.addAll(source.topicSet());
            } else {
                read.add(String.valueOf(source.topicPattern()));
            }
        }
    }
}
