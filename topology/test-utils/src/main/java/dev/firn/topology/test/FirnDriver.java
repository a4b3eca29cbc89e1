package dev.firn.topology.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.config.EnrichmentConfigs;
import dev.firn.enrichments.config.Finding;
import dev.firn.enrichments.config.LoadedEnrichments;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.Registry;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.output.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/**
 * A running topology for one test: payloads in, events and bad rows out.
 *
 * <pre>{@code
 * try (FirnDriver firn = FirnDriver.builder().schema("/schemas/cart.json").build()) {
 *     firn.send(Payloads.pageView("https://shop.example/cart"));
 *     assertThat(firn.good()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>A payload is worked off before {@link #send} returns. Exactly-once, partitions and rebalances cannot be tested here:
 * there is one partition and nothing fails. Not thread-safe.
 */
public final class FirnDriver implements AutoCloseable {

    /** What the clock shows first, unless told otherwise. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-01T12:00:00Z");

    private final Settings.Topics topics;
    private final TestClock clock;
    private final IgluClient iglu;
    private final LoadedEnrichments enrichments;
    private final StateFolder stateFolder = new StateFolder();
    private final TopologyTestDriver streams;
    private final ByteArraySerializer bytes = new ByteArraySerializer();
    private final OutputTopic<EventRecord> good;
    private final OutputTopic<BadRecord> bad;
    private final Optional<OutputTopic<EventRecord>> incomplete;
    private final Parts parts;
    private final Map<String, NamedOutput> outputs = new HashMap<>();

    FirnDriver(Settings settings) {
        topics = settings.topics();
        parts = settings.parts();
        clock = new TestClock(settings.start());
        iglu = client(settings, clock);
        enrichments = enrichments(settings, iglu, clock);
        streams = new TopologyTestDriver(
                topology(settings), stateFolder.config(settings.streamsConfig()), settings.start());
        good = new OutputTopic<>(streams, topics.good().topic(), OutputTopic::event);
        bad = new OutputTopic<>(streams, topics.bad().topic(), OutputTopic::badRow);
        incomplete = Optional.ofNullable(topics.incomplete())
                .map(output -> new OutputTopic<>(streams, output.topic(), OutputTopic::event));
        parts.outputs().forEach(output -> outputs.put(output.name(), new NamedOutput(streams, output)));
    }

    public static FirnBuilder<FirnDriver> builder() {
        return new FirnBuilder<>(FirnDriver::new);
    }

    private static IgluClient client(Settings settings, TestClock clock) {
        List<Registry> registries = new ArrayList<>();
        registries.add(Registries.inMemory(Registry.Config.named("Test"), settings.schemas()));
        registries.addAll(settings.registries());
        if (settings.igluCentral()) {
            Registries.igluCentralSnapshot().ifPresent(registries::add);
        }
        return IgluClient.builder()
                .registries(registries)
                .clock(clock)
                .refreshInline()
                .build();
    }

    private static LoadedEnrichments enrichments(Settings settings, IgluClient iglu, TestClock clock) {
        LoadedEnrichments loaded = EnrichmentConfigs.load(
                settings.enrichmentConfigs(),
                iglu,
                Resources.of(clock),
                Thread.currentThread().getContextClassLoader());
        if (loaded.hasErrors()) {
            iglu.close();
            throw new IllegalArgumentException(loaded.findings().stream()
                    .map(FirnDriver::text)
                    .collect(Collectors.joining("\n  ", "enrichments cannot be used:\n  ", "")));
        }
        return loaded;
    }

    private static String text(Finding finding) {
        return finding.source() + ": " + finding.message();
    }

    private Topology topology(Settings settings) {
        List<ConfiguredEnrichment> all = new ArrayList<>(enrichments.enrichments());
        all.addAll(settings.enrichments());
        EventPipeline pipeline = EventPipeline.builder(iglu)
                .enrichments(all)
                .options(settings.options())
                .clock(clock)
                .build();
        if (settings.topology() != null) {
            return settings.topology().apply(pipeline);
        }
        EnrichTopology.Builder standard = EnrichTopology.builder(pipeline)
                .input(topics.input())
                .good(topics.good())
                .bad(topics.bad())
                .maxRecordBytes(settings.maxRecordBytes())
                .clock(clock);
        Output third = topics.incomplete();
        if (third != null) {
            standard.incomplete(third);
        }
        parts.addTo(standard);
        return standard.build();
    }

    /** Sends payloads, one record each, at the clock's time. */
    public void send(Payload... payloads) {
        sendTo(topics.input(), payloads);
    }

    /** As {@link #send}, to one of several input topics. */
    public void sendTo(String topic, Payload... payloads) {
        var input = streams.createInputTopic(topic, bytes, bytes);
        for (Payload payload : payloads) {
            input.pipeInput(payload.toBytes(clock.instant()), clock.instant());
        }
    }

    /** Sends a record of plain JSON, or what should be such, at the clock's time; without a key. */
    public void sendJson(String topic, String text) {
        streams.createInputTopic(topic, bytes, bytes).pipeInput(text.getBytes(UTF_8), clock.instant());
    }

    /**
     * Sends a record of a feature topic, at the clock's time.
     *
     * @param json null to remove the feature
     */
    public void sendFeature(String topic, String key, @Nullable String json) {
        byte[] value = json == null ? null : json.getBytes(UTF_8);
        streams.createInputTopic(topic, bytes, bytes).pipeInput(key.getBytes(UTF_8), value, clock.instant());
    }

    /**
     * What the output of that name wrote since the start, also what was asked for before: topic by topic in the order of
     * their names, each in its order.
     *
     * @throws IllegalArgumentException when there is no such output
     */
    public List<OutputRecord> output(String name) {
        NamedOutput output = outputs.get(name);
        if (output == null) {
            throw new IllegalArgumentException("no output '" + name + "', but " + new TreeSet<>(outputs.keySet()));
        }
        return output.records();
    }

    /**
     * All diverted duplicates since the start.
     *
     * @throws IllegalStateException unless they are diverted
     */
    public EventRecords duplicates() {
        Output output = parts.of(StreamId.DUPLICATES);
        if (output == null) {
            throw new IllegalStateException("duplicates are not diverted; call deduplicate() while building");
        }
        List<EventRecord> records =
                output(output.name()).stream().map(OutputTopic::event).toList();
        return new EventRecords(records, () -> story("duplicates"));
    }

    /** All good events since the start, also those asked for before. */
    public EventRecords good() {
        return new EventRecords(good.records(), () -> story("good events"));
    }

    /** All bad rows since the start, also those asked for before. */
    public BadRecords bad() {
        return new BadRecords(bad.records(), () -> story("bad rows"));
    }

    /**
     * All incomplete events since the start.
     *
     * @throws IllegalStateException unless they are kept, see {@link FirnBuilder#keepIncomplete}
     */
    public EventRecords incomplete() {
        OutputTopic<EventRecord> topic = incomplete.orElseThrow(() ->
                new IllegalStateException("incomplete events are not kept; call keepIncomplete() while building"));
        return new EventRecords(topic.records(), () -> story("incomplete events"));
    }

    private String story(String asked) {
        StringBuilder text = new StringBuilder(asked)
                .append("; came out until now: ")
                .append(good.records().size())
                .append(" good, ")
                .append(bad.records().size())
                .append(" bad");
        incomplete.ifPresent(
                topic -> text.append(", ").append(topic.records().size()).append(" incomplete"));
        bad.records().forEach(row -> text.append("\n  ").append(row));
        return text.append('\n').toString();
    }

    /** The time that everything in the topology sees. */
    public Instant now() {
        return clock.instant();
    }

    /** Lets time pass; what the topology does by the clock it does now. */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + time);
        }
        clock.set(clock.instant().plus(time));
        streams.advanceWallClockTime(time);
    }

    /** Lets time pass until then. */
    public void advanceTo(Instant time) {
        advance(Duration.between(clock.instant(), time));
    }

    /** What an operator would be warned of when the enrichments start. */
    public List<String> warnings() {
        return enrichments.findings().stream().map(FirnDriver::text).toList();
    }

    /** Kafka's own driver, for further topics and for state stores. */
    public TopologyTestDriver streams() {
        return streams;
    }

    @Override
    public void close() {
        try (stateFolder) {
            streams.close();
        } finally {
            enrichments.close();
            iglu.close();
        }
    }
}
