package dev.firn.app.config;

import com.typesafe.config.ConfigValue;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Whether settings are legal one by one, and make sense together. */
final class StreamsChecks {

    private static final String TRANSACTION_TIMEOUT = "producer." + ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;
    private static final String MAX_POLL_INTERVAL = "main.consumer." + ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG;
    private static final String SESSION_TIMEOUT = "main.consumer." + ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG;
    private static final String HEARTBEAT = "main.consumer." + ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG;
    private static final String INSTANCE = "main.consumer." + ConsumerConfig.GROUP_INSTANCE_ID_CONFIG;
    private static final String LINGER = "producer." + ProducerConfig.LINGER_MS_CONFIG;
    private static final String MAX_REQUEST = "producer." + ProducerConfig.MAX_REQUEST_SIZE_CONFIG;

    private static final long BROKER_MAX_TRANSACTION_MS = 900_000;
    /** What key, headers and the batch's own frame may take of a request. */
    private static final int ENVELOPE_BYTES = 40 * 1024;

    /** Code, threads and buffers of the network. */
    private static final long REST_BYTES = 200L << 20;

    private final FirnConfig config;
    private final Map<String, String> settings;
    private final Findings findings;

    StreamsChecks(FirnConfig config, Map<String, String> settings, Findings findings) {
        this.config = config;
        this.settings = settings;
        this.findings = findings;
    }

    /** Each value of native keys by itself, by Kafka's own definitions. */
    static void values(Map<String, ConfigValue> given, Findings findings) {
        given.forEach((nativeKey, value) -> {
            String key = StreamsSettings.streamsKey(nativeKey);
            if (key != null) {
                value(nativeKey, key, value, findings);
            }
        });
    }

    private static void value(String nativeKey, String key, ConfigValue value, Findings findings) {
        String text = NativeKeys.joined(value);
        // A reference to a provider is replaced by Kafka itself.
        String complaint = text.contains("${") ? null : KafkaKeys.complaint(key, text);
        if (complaint != null) {
            String shown = Secrets.hides(key) ? "not legal" : complaint;
            findings.error(nativeKey, value, shown, "what Kafka defines for it");
        } else if (!KafkaKeys.knows(key)) {
            findings.warning(nativeKey, value, "no key of Kafka, passed on as it is");
        }
    }

    /** All checks of two or more; returns the limit of a record. */
    int run(Machine machine) {
        guarantee();
        timeouts();
        groupProtocol();
        remoteCalls();
        state(machine);
        return recordLimit();
    }

    private void guarantee() {
        if (StreamsConfig.AT_LEAST_ONCE.equals(settings.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))) {
            warn(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "events may be written twice after a crash");
        }
    }

    private void timeouts() {
        long transaction = number(TRANSACTION_TIMEOUT, 10_000);
        long commit = number(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        if (transaction <= commit) {
            findings.error(
                    StreamsSettings.nativeKey(TRANSACTION_TIMEOUT),
                    null,
                    "no transaction could be committed in time: " + transaction + " ms, committed every " + commit
                            + " ms",
                    "more than " + StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
        }
        if (transaction > BROKER_MAX_TRANSACTION_MS) {
            warn(
                    TRANSACTION_TIMEOUT,
                    "brokers refuse more than 15 minutes unless transaction.max.timeout.ms is raised");
        }
        if (number(MAX_POLL_INTERVAL, 300_000) <= transaction) {
            warn(MAX_POLL_INTERVAL, "a slow batch loses its partitions before its transaction ends");
        }
        if (number(LINGER, 0) > commit) {
            warn(LINGER, "longer than the commit interval, which sends all records anyway");
        }
        if (number(HEARTBEAT, 3_000) * 3 > number(SESSION_TIMEOUT, 45_000)) {
            warn(HEARTBEAT, "a session should last three heartbeats at least");
        }
    }

    private void groupProtocol() {
        if (!"streams".equalsIgnoreCase(settings.get(StreamsConfig.GROUP_PROTOCOL_CONFIG))) {
            return;
        }
        if (StreamsSettings.lookup(settings, INSTANCE) != null) {
            refuse("static membership", "no " + ConsumerConfig.GROUP_INSTANCE_ID_CONFIG + ", or classic");
        }
        if (config.input().topicPattern() != null) {
            refuse("a pattern of topics", "names of topics, or classic");
        }
        if (number(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 0) > 0) {
            warn(
                    StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                    "without effect here: set streams.num.standby.replicas as a configuration of the group");
        }
    }

    private void refuse(String what, String expectation) {
        String key = "streams." + StreamsConfig.GROUP_PROTOCOL_CONFIG;
        findings.error(key, null, "the streams protocol does not support " + what, expectation);
    }

    private void remoteCalls() {
        long budget = number(TRANSACTION_TIMEOUT, 10_000) / 4;
        long call = config.remote().adapters().readTimeout().toMillis();
        if (!config.remote().adapters().services().isEmpty() && call > budget) {
            findings.warning(
                    "remote-adapters.read-timeout",
                    null,
                    call
                            + " ms is more than a quarter of the transaction timeout; a slow adapter can abort transactions");
        }
    }

    private void state(Machine machine) {
        if (!config.steps().haveState()) {
            return;
        }
        long stores = config.state().memory().bytesOf(machine.memoryBytes());
        if (machine.heapBytes() + stores + REST_BYTES > machine.memoryBytes()) {
            findings.warning(
                    "state.memory",
                    null,
                    "%d MiB of stores, %d MiB of heap and %d MiB for the rest are more than the %d MiB that there are;"
                                    .formatted(
                                            mebi(stores),
                                            mebi(machine.heapBytes()),
                                            mebi(REST_BYTES),
                                            mebi(machine.memoryBytes()))
                            + " lower this or -XX:MaxRAMPercentage");
        }
    }

    private static long mebi(long bytes) {
        return bytes >> 20;
    }

    private int recordLimit() {
        int limit = config.outputs().maxRecordBytes();
        long room = number(MAX_REQUEST, 1_048_576) - ENVELOPE_BYTES;
        if (limit <= room) {
            return limit;
        }
        int lower = (int) Math.max(1, room);
        findings.warning(
                "output.max-record-bytes",
                null,
                "lowered to " + lower + ", as a request carries no more; raise firn.kafka.producer."
                        + ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        return lower;
    }

    private long number(String key, long otherwise) {
        String value = StreamsSettings.lookup(settings, key);
        try {
            return value == null ? otherwise : Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private void warn(String key, String message) {
        findings.warning(StreamsSettings.nativeKey(key), null, message);
    }
}
