package dev.firn.app.dev;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what a topic holds, as a careful consumer sees it: committed records only, each partition in order, from its
 * start. Joins no group and commits nothing. Also tells whether every transaction has come to an end.
 *
 * <p>Not thread-safe. Kafka's unchecked exceptions pass through when the cluster cannot be reached or a topic is missing.
 */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration NO_PROGRESS = Duration.ofSeconds(30);
    private static final List<TransactionState> UNFINISHED =
            List.of(TransactionState.ONGOING, TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;

    public TopicReader(String bootstrapServers) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A partition whose start was deleted while we read is a finding, not a reason to jump.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** All records that are committed at the time of the call. */
    public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        forEach(topic, records::add);
        return records;
    }

    /**
     * Hands each record that is committed at the time of the call to {@code sink}, without keeping it.
     *
     * @throws IllegalStateException when nothing arrives for 30 seconds
     */
    public void forEach(String topic, Consumer<? super ConsumerRecord<byte[], byte[]>> sink) {
        List<TopicPartition> partitions = assignFromStart(topic);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long lastProgress = System.nanoTime();
        while (!allRead(ends)) {
            // Batches of aborted records move the position and return nothing; so does a commit marker.
            long before = positions(partitions);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(topic, record.partition()), 0L)) {
                    sink.accept(record);
                }
            }
            if (positions(partitions) != before) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > NO_PROGRESS.toNanos()) {
                throw new IllegalStateException("nothing arrives from " + topic + ", wanted up to " + ends);
            }
        }
    }

    /**
     * Waits until {@code count} records are committed, or the time is over; returns all that arrived, which may be fewer
     * or a few more.
     */
    public List<ConsumerRecord<byte[], byte[]>> readAtLeast(String topic, int count, Duration patience) {
        assignFromStart(topic);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long start = System.nanoTime();
        while (records.size() < count && System.nanoTime() - start < patience.toNanos()) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    /** The transactions that are under way now, in the whole cluster. */
    public List<OpenTransaction> openTransactions() {
        Collection<TransactionListing> listings =
                get(admin.listTransactions(new ListTransactionsOptions().filterStates(UNFINISHED))
                        .all());
        return get(admin.describeTransactions(listings.stream()
                                .map(TransactionListing::transactionalId)
                                .toList())
                        .all())
                .entrySet()
                .stream()
                // It may have ended between the two questions.
                .filter(entry -> UNFINISHED.contains(entry.getValue().state()))
                .map(entry -> new OpenTransaction(
                        entry.getKey(),
                        entry.getValue().state().toString(),
                        entry.getValue().topicPartitions()))
                .toList();
    }

    /**
     * True if no transaction is under way in the cluster and no record of these topics is hidden behind one: in every
     * partition the last stable offset is the end.
     */
    public boolean allTransactionsFinished(Collection<String> topics) {
        List<TopicPartition> partitions =
                topics.stream().flatMap(topic -> partitions(topic).stream()).toList();
        return openTransactions().isEmpty()
                && ends(partitions, IsolationLevel.READ_COMMITTED)
                        .equals(ends(partitions, IsolationLevel.READ_UNCOMMITTED));
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }

    private List<TopicPartition> assignFromStart(String topic) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private boolean allRead(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private long positions(List<TopicPartition> partitions) {
        return partitions.stream().mapToLong(consumer::position).sum();
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return get(admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the cluster did not answer: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the cluster", e);
        }
    }
}
