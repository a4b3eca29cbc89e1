package dev.firn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.e2e.Await;
import dev.firn.e2e.Deployment;
import dev.firn.e2e.FirnProcess;
import dev.firn.e2e.Load;
import dev.firn.e2e.Offsets;
import dev.firn.e2e.Repeating;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One {@link StatefulApplication} on the cluster, a load that does not rest, and instances that come and go. Not
 * thread-safe.
 */
final class Scenario implements AutoCloseable {

    static final int PARTITIONS = 4;

    private static final long SEED = Long.getLong("firn.seed", 20261122);
    private static final int RECORDS_PER_SECOND = Integer.getInteger("firn.operations.rate", 30);
    private static final int EVERY_NTH_IS_A_COPY = 5;
    private static final Duration LIMIT = Duration.ofMinutes(4);
    /** Threads that die are replaced several times, each time after the session of the dead one. */
    private static final Duration END_LIMIT = Duration.ofMinutes(12);

    private static final List<String> SMALL = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Cluster cluster;
    private final Path folder;
    private final Offsets offsets;
    private final Load load;
    private final Map<String, FirnProcess> running = new LinkedHashMap<>();
    private final List<Integer> exits = new ArrayList<>();
    private Deployment deployment;
    private Path jar = Path.of(System.getProperty("firn.jar"));
    private Path enrichments = Deployment.enrichments();
    private @Nullable Path resolver;
    private List<String> jvm = SMALL;
    private int starts;

    Scenario(Cluster cluster, String name) {
        this(cluster, name, new Repeating(TrackerCapture.endless(SEED), EVERY_NTH_IS_A_COPY, SEED));
    }

    /** @param records the load */
    Scenario(Cluster cluster, String name, Iterator<byte[]> records) {
        this(cluster, name, records, Map.of());
    }

    /** @param topicConfigs of inputs and outputs */
    Scenario(Cluster cluster, String name, Iterator<byte[]> records, Map<String, String> topicConfigs) {
        this.cluster = cluster;
        this.folder = Folders.fresh(name);
        this.deployment = StatefulApplication.deployment(name, folder, cluster.servers());
        StatefulApplication.createTopics(cluster, deployment, topicConfigs);
        StatefulApplication.fillFeatures(deployment);
        offsets = new Offsets(cluster.servers());
        load = new Load(cluster.servers(), deployment.raw(), PARTITIONS, records);
    }

    /** A setting below {@code firn}, for instances that start from now on. */
    Scenario with(String key, String value) {
        deployment = deployment.with(key, value);
        return this;
    }

    Scenario enrichments(Path folder) {
        enrichments = folder;
        return this;
    }

    Scenario resolver(Path file) {
        resolver = file;
        return this;
    }

    /** What instances run from now on. */
    Scenario jar(Path file) {
        jar = file;
        return this;
    }

    /** Options of instances that start from now on. */
    Scenario jvm(List<String> options) {
        jvm = options;
        return this;
    }

    Path folder() {
        return folder;
    }

    Deployment deployment() {
        return deployment;
    }

    /** Where an instance keeps its state. */
    Path state(String instance) {
        return folder.resolve("state-" + instance);
    }

    /** An instance that leaves the group when it stops. */
    FirnProcess start(String instance) {
        return start(instance, deployment);
    }

    /** An instance that is expected back under its name, as those of a StatefulSet are. */
    FirnProcess startStatic(String instance) {
        return start(instance, deployment.with("kafka.consumer.\"group.instance.id\"", instance));
    }

    private FirnProcess start(String instance, Deployment settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "run", "--config", settings.config(instance).toString(), "--enrichments", enrichments.toString()));
        if (resolver != null) {
            arguments.addAll(List.of("--resolver", resolver.toString()));
        }
        FirnProcess process =
                FirnProcess.startJar(jar, folder, instance + "-" + starts++, jvm, arguments.toArray(new String[0]));
        running.put(instance, process);
        return process;
    }

    FirnProcess instance(String name) {
        return running.get(name);
    }

    /** SIGTERM, and the end. */
    int stop(String instance) {
        FirnProcess process = running.remove(instance);
        process.terminate();
        return ended(process);
    }

    /** Waits for an end that it comes to by itself. */
    int awaitEnd(String instance) {
        return ended(running.remove(instance));
    }

    /** The exit code, or null when it lives on. */
    @Nullable
    Integer awaitEnd(String instance, Duration limit) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < limit.toNanos()) {
            if (!running.get(instance).isAlive()) {
                return awaitEnd(instance);
            }
            flow(Duration.ofMillis(200));
        }
        return null;
    }

    private int ended(FirnProcess process) {
        int code = process.exitCode(END_LIMIT);
        exits.add(code);
        return code;
    }

    void startLoad() {
        startLoad(RECORDS_PER_SECOND);
    }

    void startLoad(int recordsPerSecond) {
        load.start(recordsPerSecond);
    }

    /** Sends so many at once; before the load is started. */
    void send(int records) {
        load.send(records);
    }

    /** Ends the load and waits until all that it sent is through. */
    long drain() {
        return drain(LIMIT);
    }

    /** @param limit of each of the two waits: for the input, and for the topics between */
    long drain(Duration limit) {
        long input = load.stop();
        Map<TopicPartition, Long> ends = offsets.ends(List.of(deployment.raw()));
        Await.until(
                "end of the input", limit, () -> offsets.reached(deployment.name(), ends), () -> ends + " " + tails());
        Await.until("end of the topics between", limit, () -> offsets.nothingBetween(deployment.name()), this::tails);
        return input;
    }

    /** Lets time pass with events flowing. */
    static void flow(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /**
     * Waits until all instances are ready and what is in the input now has gone through all steps and can be read in the
     * outputs. The load must flow on.
     */
    Duration untilNormal() {
        long start = System.nanoTime();
        awaitReady();
        awaitCommitted(List.of(deployment.raw()));
        awaitCommitted(List.of(
                deployment.name() + "-firn-dedup-repartition", deployment.name() + "-firn-features-users-repartition"));
        List<String> outputs = Outputs.NAMES.stream()
                .map(name -> Outputs.topic(deployment, name))
                .toList();
        Map<TopicPartition, Long> ends = offsets.ends(outputs);
        Await.until(
                "sight of what was committed",
                LIMIT,
                () -> Offsets.reached(offsets.stableEnds(outputs), ends),
                () -> offsets.stableEnds(outputs) + " of " + ends);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    void awaitReady() {
        for (FirnProcess process : running.values()) {
            process.awaitProbe("/health/ready", 200, LIMIT);
        }
    }

    private void awaitCommitted(List<String> topics) {
        Map<TopicPartition, Long> ends = offsets.ends(topics);
        Await.until(
                "commit of what was waiting in " + topics,
                LIMIT,
                () -> {
                    assertAllAlive();
                    return offsets.reached(deployment.name(), ends);
                },
                () -> offsets.committed(deployment.name()) + " of " + ends);
    }

    private void assertAllAlive() {
        running.forEach((name, process) -> {
            if (!process.isAlive()) {
                throw new AssertionError(process.tail());
            }
        });
    }

    /** How many records of the input are not committed. */
    long lag() {
        return Offsets.sum(offsets.ends(List.of(deployment.raw()))) - committed();
    }

    /** How many are. */
    long committed() {
        return offsets.committed(deployment.name()).entrySet().stream()
                .filter(one -> one.getKey().topic().equals(deployment.raw()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    Row finish(Duration recovery, String seen) {
        return finish(recovery, seen, bad -> false);
    }

    /**
     * Stops the load, lets everything through, stops the instances, counts, and fails if anything was lost or doubled.
     *
     * @param recovery how long it took until all was normal
     * @param accepted bad rows that may stand for events, because of the fault
     */
    Row finish(Duration recovery, String seen, Predicate<JsonNode> accepted) {
        long input = drain();
        for (String instance : List.copyOf(running.keySet())) {
            stop(instance);
        }
        JsonNode registries = resolver == null ? null : RegistryStub.json(resolver);
        Row row = new Row(
                deployment.name(),
                input,
                new Outputs(deployment, enrichments, registries, accepted).verdicts(),
                recovery,
                List.copyOf(exits),
                seen);
        row.write();
        assertThat(List.of(row.lost(), row.doubled(), row.altered()))
                .as("lost, doubled, altered: " + row)
                .containsOnly(0L);
        // Others go by way of the topic between, where events of several partitions meet.
        assertThat(row.outputs().get("bad").outOfOrder())
                .as("bad rows out of order: " + row)
                .isZero();
        assertThat(row.outputs()).as(row.toString()).allSatisfy((name, verdict) -> assertThat(verdict.found())
                .as(name)
                .isPositive());
        return row;
    }

    private String tails() {
        StringBuilder all = new StringBuilder();
        running.values().forEach(process -> all.append(process.tail()).append('\n'));
        return all.toString();
    }

    /** All that an instance has said in all its lives. */
    String said(String instance) {
        try (var files = Files.list(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(one -> one.getFileName().toString().matches(instance + "-\\d+\\.err"))
                    .sorted()
                    .toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        running.values().forEach(FirnProcess::close);
        load.close();
        offsets.close();
    }
}
