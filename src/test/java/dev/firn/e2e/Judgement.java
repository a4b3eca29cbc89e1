package dev.firn.e2e;

import dev.firn.app.dev.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Looks at the topics of a deployment whose instances have ended. */
final class Judgement {

    private final Deployment deployment;

    Judgement(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * Compares what is committed with the fault-free run, after the last transaction has ended.
     *
     * @param acknowledged how many records the input topic must hold
     */
    Verdict verdict(long acknowledged) {
        awaitTransactionsEnd();
        Verifier verifier = new Verifier();
        try (TopicReader reader = new TopicReader(deployment.servers());
                Oracle oracle = new Oracle(deployment)) {
            AtomicLong records = new AtomicLong();
            reader.forEach(deployment.raw(), record -> {
                records.incrementAndGet();
                oracle.expect(record, verifier);
            });
            if (records.get() != acknowledged) {
                throw new AssertionError(records + " records in the input topic, " + acknowledged + " were sent");
            }
            reader.forEach(deployment.good(), record -> verifier.found(place(record), Result.good(record)));
            reader.forEach(deployment.bad(), record -> verifier.found(place(record), Result.bad(record)));
        }
        return verifier.verdict();
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "/" + record.partition();
    }

    /**
     * How many results were written in all: those of aborted transactions too, which no careful reader sees. More than
     * were found means that kills hit transactions that had begun to write.
     */
    long written() {
        long written = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        deployment.servers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_uncommitted",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = outputs().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                written += consumer.poll(Duration.ofMillis(100)).count();
            }
        }
        return written;
    }

    /**
     * Returns when no transaction is under way, those of the killed being aborted by the broker. Even after a producer
     * has committed, readers may see the result a moment later.
     */
    void awaitTransactionsEnd() {
        try (TopicReader reader = new TopicReader(deployment.servers())) {
            Await.until(
                    "end of all transactions",
                    FirnProcess.START_LIMIT,
                    () -> reader.allTransactionsFinished(outputs()),
                    () -> reader.openTransactions().toString());
        }
    }

    /**
     * Fails unless new transactions can be written behind the old ones, and read. Adds a record to each output partition,
     * so ask for the verdict before.
     */
    void assertWritable() {
        awaitTransactionsEnd();
        byte[] last = "the last record".getBytes(StandardCharsets.UTF_8);
        writeToEachPartition(outputs(), last);
        awaitTransactionsEnd();
        try (TopicReader reader = new TopicReader(deployment.servers())) {
            for (String topic : outputs()) {
                long seen = reader.readAll(topic).stream()
                        .filter(record -> Arrays.equals(record.value(), last))
                        .count();
                if (seen != Brokers.PARTITIONS) {
                    throw new AssertionError(topic + " shows the last record of " + seen + " partitions");
                }
            }
        }
    }

    private List<String> outputs() {
        return List.of(deployment.good(), deployment.bad());
    }

    private void writeToEachPartition(List<String> topics, byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        deployment.servers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "last-write"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String topic : topics) {
                for (int partition = 0; partition < Brokers.PARTITIONS; partition++) {
                    producer.send(new ProducerRecord<>(topic, partition, null, value));
                }
            }
            producer.commitTransaction();
        }
    }
}
