package dev.firn.app.metrics;

import static dev.firn.app.metrics.KafkaRow.Kind.COUNTER;
import static dev.firn.app.metrics.KafkaRow.Kind.GAUGE;
import static dev.firn.app.metrics.KafkaRow.row;

import java.util.List;
import java.util.Map;

/**
 * Which numbers of Kafka's clients are shown: an instance with two threads, four tasks and one store has 1,278 of them, most of
 * which nobody looks at, and a hundred more with each task. What is not in these tables is not on the page.
 *
 * <p>Numbers that Kafka records on the level DEBUG only (latencies of single tasks and stores) are left out: they would
 * always be nothing.
 */
final class KafkaTable {

    private static final double ONE = 1;
    private static final double NANOS = 1e-9;
    private static final double MILLIS = 1e-3;

    /** The number of a stream thread, from {@code thread-id} or {@code client-id}; not the random part of its name. */
    static final String THREAD = "thread";

    private static final Map<String, String> OF_THREAD = Map.of(THREAD, "thread-id");
    private static final Map<String, String> OF_CLIENT = Map.of(THREAD, "client-id");
    private static final Map<String, String> OF_TASK = Map.of("task", "task-id");

    private static final String THREADS = "stream-thread-metrics";
    private static final String TASKS = "stream-task-metrics";
    private static final String CONSUMER = "consumer-metrics";
    private static final String FETCHES = "consumer-fetch-manager-metrics";
    private static final String CLIENT = "stream-metrics";
    private static final String TOPICS = "stream-topic-metrics";
    private static final String RESTORES = "stream-state-updater-metrics";
    private static final String GROUP = "consumer-coordinator-metrics";
    private static final String PRODUCER = "producer-metrics";

    private static final Map<String, String> OF_TOPIC = Map.of("topic", "topic-name");

    private static final String RECORDS = "firn_kafka_topic_records";
    private static final String RECORDS_HELP = "Records that tasks consumed from, or produced to, a topic.";
    private static final String TIME = "firn_kafka_thread_time_ratio";
    private static final String TIME_HELP = "Part of its time that a stream thread spends with this.";
    private static final String PHASES = "firn_kafka_producer_transaction_seconds";
    private static final String PHASES_HELP = "Time that a stream thread spent in this call of its transactions.";

    /** Read for each page: memory only. */
    static final List<KafkaRow> ROWS = List.of(
            row(
                    CLIENT,
                    "failed-stream-threads",
                    "firn_kafka_failed_threads",
                    GAUGE,
                    ONE,
                    Map.of(),
                    "Stream threads that died since the start."),
            row(TOPICS, "records-consumed-total", RECORDS, COUNTER, ONE, OF_TOPIC, RECORDS_HELP)
                    .where("direction", "consumed"),
            row(TOPICS, "records-produced-total", RECORDS, COUNTER, ONE, OF_TOPIC, RECORDS_HELP)
                    .where("direction", "produced"),
            row(
                    RESTORES,
                    "active-restoring-tasks",
                    "firn_state_restoring_tasks",
                    GAUGE,
                    ONE,
                    Map.of(),
                    "Tasks whose stores are being filled."),
            row(
                    RESTORES,
                    "standby-updating-tasks",
                    "firn_state_standby_tasks",
                    GAUGE,
                    ONE,
                    Map.of(),
                    "Standbys that follow their changelogs."),
            row(THREADS, "process-ratio", TIME, GAUGE, ONE, OF_THREAD, TIME_HELP)
                    .where("activity", "process"),
            row(THREADS, "poll-ratio", TIME, GAUGE, ONE, OF_THREAD, TIME_HELP).where("activity", "poll"),
            row(THREADS, "commit-ratio", TIME, GAUGE, ONE, OF_THREAD, TIME_HELP).where("activity", "commit"),
            row(THREADS, "punctuate-ratio", TIME, GAUGE, ONE, OF_THREAD, TIME_HELP)
                    .where("activity", "punctuate"),
            row(
                    THREADS,
                    "blocked-time-ns-total",
                    "firn_kafka_thread_blocked_seconds",
                    COUNTER,
                    NANOS,
                    OF_THREAD,
                    "Time that a stream thread waited for brokers."),
            row(
                    THREADS,
                    "process-total",
                    "firn_kafka_thread_records",
                    COUNTER,
                    ONE,
                    OF_THREAD,
                    "Records processed, of all sources."),
            row(
                    THREADS,
                    "task-created-total",
                    "firn_kafka_thread_tasks_created",
                    COUNTER,
                    ONE,
                    OF_THREAD,
                    "Tasks that a stream thread was given."),
            row(
                    THREADS,
                    "task-closed-total",
                    "firn_kafka_thread_tasks_closed",
                    COUNTER,
                    ONE,
                    OF_THREAD,
                    "Tasks that a stream thread gave back or lost."),
            row(
                    TASKS,
                    "dropped-records-total",
                    "firn_kafka_task_dropped_records",
                    COUNTER,
                    ONE,
                    OF_TASK,
                    "Records that Kafka Streams left out."),
            row(
                    TASKS,
                    "active-buffer-count",
                    "firn_kafka_task_buffered_records",
                    GAUGE,
                    ONE,
                    OF_TASK,
                    "Records fetched and not yet processed."),
            row(
                            CONSUMER,
                            "last-poll-seconds-ago",
                            "firn_kafka_consumer_last_poll_seconds",
                            GAUGE,
                            ONE,
                            OF_CLIENT,
                            "How long ago a stream thread last asked for records.")
                    .largest(),
            row(
                            CONSUMER,
                            "time-between-poll-max",
                            "firn_kafka_consumer_poll_interval_max_seconds",
                            GAUGE,
                            MILLIS,
                            OF_CLIENT,
                            "Longest time between two polls of late; max.poll.interval.ms is the limit.")
                    .largest(),
            row(
                    FETCHES,
                    "records-consumed-total",
                    "firn_kafka_consumer_records",
                    COUNTER,
                    ONE,
                    OF_CLIENT,
                    "Records fetched."),
            row(
                    FETCHES,
                    "bytes-consumed-total",
                    "firn_kafka_consumer_bytes",
                    COUNTER,
                    ONE,
                    OF_CLIENT,
                    "Bytes fetched."),
            row(
                    FETCHES,
                    "fetch-latency-avg",
                    "firn_kafka_consumer_fetch_latency_avg_seconds",
                    GAUGE,
                    MILLIS,
                    OF_CLIENT,
                    "Usual time of a fetch."),
            row(
                    FETCHES,
                    "fetch-throttle-time-avg",
                    "firn_kafka_consumer_throttle_avg_seconds",
                    GAUGE,
                    MILLIS,
                    OF_CLIENT,
                    "Usual time that brokers hold a fetch back because of a quota."),
            row(GROUP, "rebalance-total", "firn_kafka_consumer_rebalances", COUNTER, ONE, OF_CLIENT, "Rebalances."),
            row(
                    GROUP,
                    "failed-rebalance-total",
                    "firn_kafka_consumer_failed_rebalances",
                    COUNTER,
                    ONE,
                    OF_CLIENT,
                    "Rebalances that had to start anew."),
            row(
                    GROUP,
                    "last-heartbeat-seconds-ago",
                    "firn_kafka_consumer_last_heartbeat_seconds",
                    GAUGE,
                    ONE,
                    OF_CLIENT,
                    "How long ago the group's coordinator last heard of this consumer; -1 for never."),
            row(
                    PRODUCER,
                    "record-send-total",
                    "firn_kafka_producer_records",
                    COUNTER,
                    ONE,
                    OF_CLIENT,
                    "Records sent, those of aborted transactions and of changelogs among them."),
            row(PRODUCER, "outgoing-byte-total", "firn_kafka_producer_bytes", COUNTER, ONE, OF_CLIENT, "Bytes sent."),
            row(
                    PRODUCER,
                    "record-error-total",
                    "firn_kafka_producer_record_errors",
                    COUNTER,
                    ONE,
                    OF_CLIENT,
                    "Records that could not be sent."),
            row(
                    PRODUCER,
                    "record-retry-total",
                    "firn_kafka_producer_record_retries",
                    COUNTER,
                    ONE,
                    OF_CLIENT,
                    "Records sent once more."),
            row(
                    PRODUCER,
                    "request-latency-avg",
                    "firn_kafka_producer_request_latency_avg_seconds",
                    GAUGE,
                    MILLIS,
                    OF_CLIENT,
                    "Usual time until a broker has answered a request."),
            row(
                    PRODUCER,
                    "request-latency-max",
                    "firn_kafka_producer_request_latency_max_seconds",
                    GAUGE,
                    MILLIS,
                    OF_CLIENT,
                    "Longest time of late until a broker has answered a request."),
            row(
                    PRODUCER,
                    "bufferpool-wait-time-ns-total",
                    "firn_kafka_producer_buffer_wait_seconds",
                    COUNTER,
                    NANOS,
                    OF_CLIENT,
                    "Time that a stream thread waited for room in the producer's buffer."),
            row(
                    PRODUCER,
                    "produce-throttle-time-avg",
                    "firn_kafka_producer_throttle_avg_seconds",
                    GAUGE,
                    MILLIS,
                    OF_CLIENT,
                    "Usual time that brokers hold a request back because of a quota."),
            row(
                    PRODUCER,
                    "batch-size-avg",
                    "firn_kafka_producer_batch_avg_bytes",
                    GAUGE,
                    ONE,
                    OF_CLIENT,
                    "Usual size of a batch."),
            row(PRODUCER, "txn-init-time-ns-total", PHASES, COUNTER, NANOS, OF_CLIENT, PHASES_HELP)
                    .where("phase", "init"),
            row(PRODUCER, "txn-begin-time-ns-total", PHASES, COUNTER, NANOS, OF_CLIENT, PHASES_HELP)
                    .where("phase", "begin"),
            row(PRODUCER, "txn-send-offsets-time-ns-total", PHASES, COUNTER, NANOS, OF_CLIENT, PHASES_HELP)
                    .where("phase", "send_offsets"),
            row(PRODUCER, "txn-commit-time-ns-total", PHASES, COUNTER, NANOS, OF_CLIENT, PHASES_HELP)
                    .where("phase", "commit"),
            row(PRODUCER, "txn-abort-time-ns-total", PHASES, COUNTER, NANOS, OF_CLIENT, PHASES_HELP)
                    .where("phase", "abort"));

    private KafkaTable() {}
}
