package dev.firn.app.metrics;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's producer, whose transactions are counted; sending is left as it is. Used by one stream thread. */
final class MeteredProducer extends KafkaProducer<byte[], byte[]> {

    private static final long NONE = Long.MIN_VALUE;

    private final Transactions transactions;
    private long offsetsSent = NONE;

    MeteredProducer(Map<String, Object> config, Transactions transactions) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.transactions = transactions;
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        offsetsSent = System.nanoTime();
        told(() -> super.sendOffsetsToTransaction(offsets, groupMetadata));
    }

    @Override
    public void commitTransaction() {
        long start = offsetsSent == NONE ? System.nanoTime() : offsetsSent;
        told(super::commitTransaction);
        offsetsSent = NONE;
        transactions.committed(System.nanoTime() - start);
    }

    @Override
    public void abortTransaction() {
        offsetsSent = NONE;
        told(super::abortTransaction);
        transactions.aborted();
    }

    private void told(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            transactions.failed(e);
            throw e;
        }
    }
}
