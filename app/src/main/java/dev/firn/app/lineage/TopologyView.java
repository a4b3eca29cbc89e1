package dev.firn.app.lineage;

import static java.util.Objects.requireNonNull;

import dev.firn.app.run.Prepared;
import dev.firn.topology.lineage.GraphFormat;
import dev.firn.topology.lineage.TopologyGraph;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The topology as a page or as what {@code firn topology} prints. Thread-safe; each page is written once and kept, as the
 * topology does not change while the application runs.
 */
public final class TopologyView {

    /** What can be asked for. */
    public static final String FORMATS = "text, json, dot, mermaid or openlineage";

    /**
     * What is answered.
     *
     * @param contentType with its charset, which is UTF-8
     */
    public record Page(String contentType, String text) {}

    private static final String OPEN_LINEAGE = "openlineage";
    private static final String JSON_LINES = "application/x-ndjson; charset=utf-8";

    private final TopologyGraph graph;
    private final Supplier<String> jobEvent;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    private TopologyView(TopologyGraph graph, Supplier<String> jobEvent) {
        this.graph = requireNonNull(graph);
        this.jobEvent = jobEvent;
    }

    public static TopologyView of(Prepared prepared) {
        LineageEvents events = LineageReporter.events(prepared, InstantSource.system());
        return new TopologyView(prepared.graph(), () -> events.job() + '\n');
    }

    public TopologyGraph graph() {
        return graph;
    }

    /**
     * Writes it.
     *
     * @param format {@value #FORMATS}; null for text
     * @param output name of the output that only is of interest; null for all
     * @throws IllegalArgumentException for any other format, for an output that there is none of, and for a single output
     *     in an event, which tells of a whole job; with a message that may be shown
     */
    public Page page(@Nullable String format, @Nullable String output) {
        String wanted = format == null ? "text" : format;
        if (wanted.equalsIgnoreCase(OPEN_LINEAGE)) {
            if (output != null) {
                throw new IllegalArgumentException("output = " + output + ", but an OpenLineage event tells of all");
            }
            return new Page(JSON_LINES, jobEvent.get());
        }
        GraphFormat known = format(wanted);
        return output == null
                ? pages.computeIfAbsent(known.name(), name -> new Page(known.contentType(), graph.write(known)))
                : new Page(known.contentType(), graph.only(output).write(known));
    }

    private static GraphFormat format(String wanted) {
        try {
            return GraphFormat.of(wanted);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("format = " + wanted + ", expected " + FORMATS, e);
        }
    }
}
