package dev.firn.topology.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.topology.output.Output;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What pictures may hold, however hostile the names are. The grammars are strict: what these take, the real ones take. */
class GraphSyntaxTest {

    private static final String HOSTILE =
            "end\" ] } --> n0 <script> #x; `a` \\ \n\t| ; % { [ …ü😀 graph" + "x".repeat(99);

    private static final TopologyGraph GRAPH = new TopologyGraph(
            HOSTILE,
            List.of(
                    new GraphNode(HOSTILE, GraphNode.Kind.SOURCE_TOPIC, HOSTILE, Map.of()),
                    new GraphNode("output:x", GraphNode.Kind.OUTPUT, HOSTILE, Map.of("owner", HOSTILE)),
                    new GraphNode("store", GraphNode.Kind.STORE, HOSTILE, Map.of())),
            List.of(new GraphEdge(HOSTILE, "output:x", HOSTILE), new GraphEdge("output:x", "store", "")),
            List.of(new OutputLineage(Output.to("x").named("x"), List.of(), Collections.emptySortedSet())));

    private static final String LABEL = "\"(?:[\\p{L}\\p{N} .,:/\\-=%()+]|#\\d+;|<br/>)*\"";
    private static final Pattern MERMAID_LINE = Pattern.compile("    n\\d+(?:\\[/" + LABEL + "/]|\\[\\(" + LABEL
            + "\\)]|\\(\\[" + LABEL + "]\\)|\\[" + LABEL + "]| -->(?:\\|" + LABEL + "\\|)? n\\d+)");

    private static final String DOT_TEXT = "\"(?:[^\"\\\\\\n]|\\\\\"|\\\\\\\\|\\\\n)*\"";
    private static final Pattern DOT_LINE = Pattern.compile("  (?:rankdir=LR;|(?:node|edge) \\[.*];|n\\d+ \\[label="
            + DOT_TEXT + ", shape=[a-z]+(?:, style=[a-z]+)?];|n\\d+ -> n\\d+(?: \\[label=" + DOT_TEXT + "])?;)");

    @Test
    void mermaidTakesHostileNames() {
        for (TopologyGraph graph : graphs()) {
            List<String> lines = graph.write(GraphFormat.MERMAID).lines().toList();

            assertThat(lines.get(0)).isEqualTo("flowchart LR");
            assertThat(lines.subList(1, lines.size()))
                    .allMatch(line -> MERMAID_LINE.matcher(line).matches());
            assertThat(lines).hasSize(1 + graph.nodes().size() + graph.edges().size());
        }
    }

    @Test
    void graphvizTakesHostileNames() {
        for (TopologyGraph graph : graphs()) {
            List<String> lines = graph.write(GraphFormat.DOT).lines().toList();

            assertThat(lines.get(0)).matches("digraph " + DOT_TEXT + " \\{");
            assertThat(lines.get(lines.size() - 1)).isEqualTo("}");
            assertThat(lines.subList(1, lines.size() - 1))
                    .allMatch(line -> DOT_LINE.matcher(line).matches());
            assertThat(lines).hasSize(5 + graph.nodes().size() + graph.edges().size());
        }
    }

    @Test
    void aLineOfTextStaysALine() {
        assertThat(GRAPH.write(GraphFormat.TEXT)).doesNotContain("\t").doesNotContain("\\ \n");
    }

    private static List<TopologyGraph> graphs() {
        return List.of(GRAPH, TopologyGraph.of(Example.topology(), Example.APPLICATION));
    }
}
