package dev.firn.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.TopicReader;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.registry.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Deduplication, joins and many outputs, while instances are killed; then the same inputs once more, in one instance and
 * without faults. Where an arrival order decides which of two equal things comes first, the inputs are such that the
 * results are equal all the same; headers, which name the place of the first, are left out of the comparison.
 */
final class StatefulRun {

    /**
     * @param kills of one instance, by SIGKILL
     * @param outputs by name, how the results of the two runs differ
     * @param stores by name, how content and changelog differ
     */
    record Report(
            long seed,
            int kills,
            long records,
            Map<String, Difference> outputs,
            Map<String, Difference> stores,
            List<Integer> exitCodes,
            Duration elapsed) {

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("seed=" + seed + " kills=" + kills + " records=" + records
                    + " exitCodes=" + exitCodes + " elapsed=" + elapsed.toSeconds() + "s");
            outputs.forEach((name, difference) ->
                    text.append("\n  output ").append(name).append(": ").append(difference));
            stores.forEach((name, difference) ->
                    text.append("\n  store ").append(name).append(": ").append(difference));
            return text.toString();
        }
    }

    /**
     * Two multisets compared.
     *
     * @param lost in the expected one only
     * @param surplus in the found one only
     */
    record Difference(long expected, long found, long lost, long surplus, @Nullable String example) {

        static Difference of(Map<String, Long> expected, Map<String, Long> found) {
            long lost = 0;
            long surplus = 0;
            String example = null;
            Map<String, Long> rest = new HashMap<>(expected);
            found.forEach((result, count) -> rest.merge(result, -count, Long::sum));
            for (Map.Entry<String, Long> one : rest.entrySet()) {
                lost += Math.max(0, one.getValue());
                surplus += Math.max(0, -one.getValue());
                if (one.getValue() != 0 && example == null) {
                    example = one.getValue() + " x " + one.getKey();
                }
            }
            return new Difference(sum(expected), sum(found), lost, surplus, example);
        }

        private static long sum(Map<String, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }

        boolean none() {
            return lost + surplus == 0;
        }

        @Override
        public String toString() {
            return "expected=" + expected + " found=" + found + " lost=" + lost + " surplus=" + surplus
                    + (example == null ? "" : " e.g. " + example.substring(0, Math.min(1000, example.length())));
        }
    }

    private static final int RECORDS_PER_SECOND = 60;
    private static final int PUSHES_PER_SECOND = 40;
    private static final int LAST_RECORDS = 80;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(120);
    private static final String PUSHES = "pushes";
    private static final String USERS = "users";
    private static final String APPS = "apps";

    /** Outputs beside good and bad ones; each has a topic of its own. */
    private static final List<String> MORE = List.of("copies", "flat", "sample", "backup", "joined", "ios", "android");

    private static final List<String> STORES = List.of("firn-dedup", "firn-ads-shop");

    private final InProcessBroker broker;
    private final Path folder;
    private final long seed;

    StatefulRun(InProcessBroker broker, Path folder, long seed) {
        this.broker = broker;
        this.folder = folder;
        this.seed = seed;
    }

    Report run(int kills) {
        long start = System.nanoTime();
        Deployment killed = deployment("killed");
        Deployment calm = deployment("calm");
        broker.createTopic(killed.raw(), Brokers.PARTITIONS);
        broker.createTopic(PUSHES, 2);
        broker.createTopic(USERS, 3, Map.of("cleanup.policy", "compact"));
        broker.createTopic(APPS, 1, Map.of("cleanup.policy", "compact"));
        fillFeatures();
        createOutputs(killed);
        createOutputs(calm);
        List<Integer> exitCodes = new ArrayList<>(runKilled(killed, kills));
        Map<String, Difference> stores = stores(killed);
        exitCodes.add(runCalm(calm));
        Map<String, Difference> outputs = new TreeMap<>();
        try (TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            for (String output : outputNames()) {
                outputs.put(output, Difference.of(results(reader, calm, output), results(reader, killed, output)));
            }
            return new Report(
                    seed,
                    kills,
                    reader.readAll(killed.raw()).size(),
                    outputs,
                    stores,
                    exitCodes,
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private List<Integer> runKilled(Deployment deployment, int kills) {
        try (Instances instances = new Instances(deployment, new SplittableRandom(seed));
                Load load = new Load(
                        deployment.servers(),
                        deployment.raw(),
                        Brokers.PARTITIONS,
                        new Repeating(TrackerCapture.endless(seed), 5, seed));
                Load pushes = new Load(deployment.servers(), PUSHES, 2, new AdPushes(seed))) {
            instances.start();
            instances.awaitReady();
            load.start(RECORDS_PER_SECOND);
            pushes.start(PUSHES_PER_SECOND);
            for (int i = 0; i < kills; i++) {
                instances.killOne();
            }
            instances.awaitReady();
            load.stop();
            pushes.stop();
            awaitAllDone(deployment);
            // The second takes the whole over, which it shows by work for each of its partitions; its stores are looked
            // at.
            int first = instances.stop(0);
            load.send(LAST_RECORDS);
            pushes.send(LAST_RECORDS);
            awaitAllDone(deployment);
            return List.of(first, instances.stop(1));
        }
    }

    private int runCalm(Deployment deployment) {
        try (FirnProcess process = deployment.start("calm")) {
            process.awaitReady();
            awaitAllDone(deployment);
            process.terminate();
            return process.exitCode(FirnProcess.START_LIMIT);
        }
    }

    private void awaitAllDone(Deployment deployment) {
        try (Offsets offsets = new Offsets(deployment.servers())) {
            Map<TopicPartition, Long> inputs = offsets.ends(List.of("killed-raw", PUSHES));
            Await.until(
                    "the end of the inputs",
                    DRAIN_LIMIT,
                    () -> offsets.reached(deployment.name(), inputs),
                    () -> offsets.committed(deployment.name()) + " of " + inputs);
            Await.until(
                    "the end of the topics between steps",
                    DRAIN_LIMIT,
                    () -> offsets.nothingBetween(deployment.name()),
                    () -> String.valueOf(offsets.committed(deployment.name())));
        }
    }

    private static Path state(Deployment deployment, int instance) {
        return deployment.folder().resolve("state-" + Instances.name(instance));
    }

    private Map<String, Difference> stores(Deployment deployment) {
        Map<String, Difference> differences = new TreeMap<>();
        for (String store : STORES) {
            differences.put(
                    store,
                    Difference.of(
                            counted(StoreContents.ofChangelog(deployment.servers(), deployment.name(), store)),
                            counted(StoreContents.onDisk(state(deployment, 1), deployment.name(), store))));
        }
        return differences;
    }

    private static Map<String, Long> counted(Map<String, String> entries) {
        Map<String, Long> counts = new HashMap<>();
        entries.forEach((key, value) -> counts.put(key + "=" + value, 1L));
        return counts;
    }

    private static List<String> outputNames() {
        List<String> names = new ArrayList<>(List.of("good", "bad"));
        names.addAll(MORE);
        return names;
    }

    private void createOutputs(Deployment deployment) {
        for (String output : outputNames()) {
            // The topics of a template are made by the application.
            if (!output.equals("ios") && !output.equals("android")) {
                broker.createTopic(deployment.name() + "-" + output, Brokers.PARTITIONS);
            }
        }
    }

    private Map<String, Long> results(TopicReader reader, Deployment deployment, String output) {
        Map<String, Long> results = new HashMap<>();
        String topic = deployment.name() + "-" + output;
        if (output.equals("joined")) {
            lastRevisions(reader, topic).values().forEach(record -> results.merge(text(record), 1L, Long::sum));
        } else {
            reader.forEach(topic, record -> results.merge(text(record), 1L, Long::sum));
        }
        return results;
    }

    /** What a conversion comes to in the end does not depend on the order of arrival; the steps to there do. */
    private static Map<String, JsonNode> lastRevisions(TopicReader reader, String topic) {
        Map<String, JsonNode> last = new TreeMap<>();
        reader.forEach(topic, record -> {
            JsonNode joined = json(record.value());
            JsonNode before = last.get(new String(record.key(), StandardCharsets.UTF_8));
            int revision = joined.path("revision").asInt();
            if (before != null && before.path("revision").asInt() + 1 != revision) {
                throw new AssertionError("revision " + revision + " after " + before);
            }
            last.put(new String(record.key(), StandardCharsets.UTF_8), joined);
        });
        return last;
    }

    private static String text(JsonNode joined) {
        JsonNode copy = joined.deepCopy();
        ((ObjectNode) copy).remove(List.of("revision", "restates"));
        return JsonText.write(copy);
    }

    private String text(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().endsWith("-bad")
                ? Result.bad(record.key(), record.timestamp(), "", record.value())
                        .content()
                : Result.masked(record);
    }

    private static JsonNode json(byte[] value) {
        return JsonText.parse(value).fold(node -> node, message -> {
            throw new AssertionError(message);
        });
    }

    private void fillFeatures() {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < 300; i++) {
                producer.send(new ProducerRecord<>(USERS, null, 1L, "user-" + i, "{\"segment\":" + i % 7 + "}"));
            }
            producer.send(new ProducerRecord<>(APPS, null, 1L, "firn-capture", "{\"team\":\"growth\"}"));
        }
    }

    private Deployment deployment(String name) {
        return Deployment.of(name, folder, broker.bootstrapServers())
                .with("input.topics", "killed-raw")
                .with("kafka.producer.\"transaction.timeout.ms\"", "8000")
                .with("deduplication.window", "7 days")
                .with("deduplication.natural", "divert")
                .with("state.memory", "64 MiB")
                .with(
                        "json-inputs",
                        """
                        [{ name = pushes, topics = [pushes], time { field = at, format = epoch-millis } }]""")
                .with(
                        "feature-joins",
                        """
                        [{ name = users, topic = users, keys { "json.pushes" = "record.user" }, prefix = user_ },
                         { name = apps, topic = apps, table = global, keys { good = app_id }
                           context = "iglu:com.acme/app/jsonschema/1-0-0" }]""")
                .with(
                        "ad-joins",
                        """
                        [{ name = shop
                           impressions = [{ streams = ["json.pushes"], filter = "record.kind == 'impression'"
                                            key = record.user, ids = [record.id] }]
                           clicks = [{ streams = ["json.pushes"], filter = "record.kind == 'click'"
                                       key = record.user, ids = [record.id], fields { campaign = record.campaign_id } }]
                           conversions = [{ streams = ["json.pushes"], filter = "record.kind == 'conversion'"
                                            key = record.user, ids = [record.id] }]
                           attribution = linear
                           windows { grace = 2 hours } }]""")
                .with(
                        "outputs",
                        """
                        [{ name = copies, source = duplicates, topic = NAME-copies }
                         { name = flat, source = good, topic = NAME-flat, format = flat-json, newline = true }
                         { name = sample, source = good, topic = NAME-sample, sample { percent = 30, by = domain_userid }
                           partitioner { text = app_id } }
                         { name = backup, source = raw, topic = NAME-backup }
                         { name = joined, source = joined.shop, topic = NAME-joined }
                         { name = pushes, source = json.pushes, topic = "NAME-{record.platform}"
                           topic-pattern = "NAME-(ios|android)", unknown-topic = create
                           new-topics { partitions = 4, replication = 1 }
                           key { expression = record.user }, flatten { delimiter = "." } }]"""
                                .replace("NAME", name));
    }
}
