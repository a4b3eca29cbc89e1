package dev.firn.app.lineage;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.firn.topology.lineage.TopologyGraph;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.utils.UUIDUtils;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;

/**
 * What OpenLineage is told of the topology: one job that runs until it is stopped, whose inputs and outputs are topics, with
 * schemas, owners, descriptions and, for each column, the fields it comes from. Events are JSON, each on one line.
 *
 * <p>One object stands for one run: its id is made with it. Thread-safe.
 *
 * <p>See the <a href="https://openlineage.io/docs/spec/object-model">object model</a>.
 */
public final class LineageEvents {

    /**
     * Whose events they are.
     *
     * @param jobNamespace of the job, as its owner chose it
     * @param bootstrapServers of the cluster; the first one names it
     * @param version of the application
     * @param streamsVersion of Kafka Streams
     */
    public record Identity(String jobNamespace, String bootstrapServers, String version, String streamsVersion) {}

    /** As the library's own, but for a module that would make it faster and that is not shipped. */
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private static final String PRODUCER = "https://firn.dev/firn/";

    private final TopologyGraph graph;
    private final Identity identity;
    private final InstantSource clock;
    private final UUID run;
    private final OpenLineage openLineage;

    private LineageEvents(TopologyGraph graph, Identity identity, InstantSource clock) {
        this.graph = requireNonNull(graph, "graph");
        this.identity = requireNonNull(identity, "identity");
        this.clock = requireNonNull(clock, "clock");
        this.run = UUIDUtils.generateNewUUID(clock.instant());
        this.openLineage = new OpenLineage(URI.create(PRODUCER + identity.version()));
    }

    public static LineageEvents of(TopologyGraph graph, Identity identity, InstantSource clock) {
        return new LineageEvents(graph, identity, clock);
    }

    /** Of the run that this object stands for. */
    public UUID run() {
        return run;
    }

    /** What there is, whether it runs or not. */
    public String job() {
        DatasetFacets facets = facets();
        return text(openLineage.newJobEvent(now(), newJob(), facets.inputs(), facets.outputs()));
    }

    /** That it began to run, with all that there is to tell of the topics. */
    public String start() {
        return event(EventType.START, true);
    }

    /** That it still runs. */
    public String running() {
        return event(EventType.RUNNING, false);
    }

    /** That it was stopped in an orderly way, with all that there is to tell of the topics. */
    public String complete() {
        return event(EventType.COMPLETE, true);
    }

    /** That it failed. */
    public String fail() {
        return event(EventType.FAIL, false);
    }

    /** @param whole else only what has changed, which is nothing */
    private String event(EventType type, boolean whole) {
        DatasetFacets facets = facets();
        return text(openLineage.newRunEvent(
                now(),
                type,
                openLineage.newRun(
                        run,
                        openLineage
                                .newRunFacetsBuilder()
                                .processing_engine(openLineage.newProcessingEngineRunFacet(
                                        identity.streamsVersion(), "Kafka Streams", null))
                                .build()),
                newJob(),
                whole ? facets.inputs() : List.of(),
                whole ? facets.outputs() : List.of()));
    }

    private DatasetFacets facets() {
        return new DatasetFacets(openLineage, graph, Dataset.namespace(identity.bootstrapServers()));
    }

    private OpenLineage.Job newJob() {
        return openLineage.newJob(
                identity.jobNamespace(),
                graph.applicationId(),
                openLineage
                        .newJobFacetsBuilder()
                        .jobType(openLineage.newJobTypeJobFacet("STREAMING", "FIRN", "JOB", null))
                        .documentation(openLineage.newDocumentationJobFacet(
                                "Firn " + identity.version() + " enriches events from topics to topics.", "text/plain"))
                        .build());
    }

    private ZonedDateTime now() {
        return Instant.ofEpochMilli(clock.millis()).atZone(ZoneOffset.UTC);
    }

    private static String text(Object event) {
        try {
            return MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("events are plain values", e);
        }
    }
}
