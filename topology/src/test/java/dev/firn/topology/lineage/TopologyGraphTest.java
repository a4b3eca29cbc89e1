package dev.firn.topology.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Outlets;
import dev.firn.topology.flow.Step;
import dev.firn.topology.output.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The graph of a topology that has everything, as it is written. The files are the reviewed state. */
class TopologyGraphTest {

    private static final TopologyGraph GRAPH = TopologyGraph.of(Example.topology(), Example.APPLICATION);

    @ParameterizedTest
    @CsvSource({"TEXT, graph.txt", "DOT, graph.dot", "MERMAID, graph.mermaid"})
    void writesTheWholeGraph(GraphFormat format, String file) {
        assertThat(GRAPH.write(format)).isEqualTo(file(file));
    }

    @Test
    void writesOneOutputWithItsColumns() {
        assertThat(GRAPH.only("ads").write(GraphFormat.TEXT)).isEqualTo(file("ads.txt"));
    }

    @Test
    void writesWhatIsJoinedWithTheMembersThatItComesFrom() {
        assertThat(GRAPH.only("attribution").write(GraphFormat.TEXT)).isEqualTo(file("attribution.txt"));
    }

    @Test
    void writesJsonWhoseEdgesJoinItsNodes() {
        JsonNode json = JsonText.parse(GRAPH.write(GraphFormat.JSON)).fold(parsed -> parsed, message -> {
            throw new AssertionError(message);
        });

        List<String> ids = json.get("nodes").findValuesAsText("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).containsAll(json.get("edges").findValuesAsText("from"));
        assertThat(ids).containsAll(json.get("edges").findValuesAsText("to"));
        assertThat(json.at("/outputs/0/columns")).hasSize(AtomicField.all().size());
        assertThat(json.at("/outputs/3/owner").textValue()).isEqualTo("growth \"west\" <ads>");
    }

    @Test
    void namesTheStoresAndTopicsThatStreamsMakes() {
        // given
        EnrichTopology.Builder builder = Example.topology();
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, Example.APPLICATION);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none.invalid:9092");
        Set<String> described = builder.build().describe().subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .filter(TopologyDescription.Sink.class::isInstance)
                .map(node -> ((TopologyDescription.Sink) node).topic())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());

        // when
        Set<String> stores;
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), config, Example.NOW)) {
            stores = driver.getAllStateStores().keySet();
        }

        // then
        assertThat(names(GraphNode.Kind.STORE)).isEqualTo(stores);
        assertThat(names(GraphNode.Kind.CHANGELOG_TOPIC))
                .isEqualTo(stores.stream()
                        .map(store -> Example.APPLICATION + '-' + store + "-changelog")
                        .collect(Collectors.toSet()));
        Set<String> between = described.stream()
                .filter(topic -> topic.endsWith("-repartition"))
                .map(topic -> Example.APPLICATION + '-' + topic)
                .collect(Collectors.toSet());
        assertThat(names(GraphNode.Kind.REPARTITION_TOPIC)).isEqualTo(between);
        assertThat(names(GraphNode.Kind.OUTPUT_TOPIC))
                .containsAll(described.stream()
                        .filter(topic -> !topic.endsWith("-repartition"))
                        .toList());
    }

    private static Set<String> names(GraphNode.Kind kind) {
        return GRAPH.nodes().stream()
                .filter(node -> node.kind() == kind)
                .map(GraphNode::name)
                .collect(Collectors.toSet());
    }

    @Test
    void showsAStepOfAnEmbeddersOwn() {
        // given
        EnrichTopology.Builder builder = EnrichTopology.builder(Example.pipeline())
                .input("in")
                .good(Output.to("good"))
                .bad(Output.to("bad"))
                .step(new Uppercase());

        // when
        TopologyGraph graph = TopologyGraph.of(builder, "app");

        // then
        GraphNode step = graph.nodes().stream()
                .filter(node -> node.kind() == GraphNode.Kind.STEP)
                .findFirst()
                .orElseThrow();
        assertThat(step.name()).isEqualTo("Uppercase");
        assertThat(step.facts()).isEqualTo(Map.of("case", "upper"));
        assertThat(graph.edges())
                .contains(
                        new GraphEdge("firn-enrich", step.id(), "good, bad"),
                        new GraphEdge(step.id(), "topic:seen", ""),
                        new GraphEdge(step.id(), "output:good", "good"));
    }

    /** Passes everything, and writes it to a topic besides. */
    private static final class Uppercase implements Step {

        @Override
        public KStream<byte[], Item> addTo(StreamsBuilder builder, KStream<byte[], Item> items, Outlets outlets) {
            items.mapValues(item -> new byte[0], Named.as("seen-values")).to("seen", Produced.as("seen-sink"));
            return items.filter((key, item) -> true, Named.as("all"));
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("case", "upper");
        }
    }

    @Test
    void refusesAnOutputThatThereIsNoneOf() {
        assertThatThrownBy(() -> GRAPH.only("adds"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ads");
    }

    @Test
    void refusesAnUnknownFormat() {
        assertThat(GraphFormat.of("Mermaid")).isEqualTo(GraphFormat.MERMAID);
        assertThatThrownBy(() -> GraphFormat.of("svg"))
                .hasMessageContaining("svg")
                .hasMessageContaining("dot");
    }

    static String file(String name) {
        try (InputStream in = TopologyGraphTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
