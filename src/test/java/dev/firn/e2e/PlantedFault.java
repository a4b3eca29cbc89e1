package dev.firn.e2e;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** What a faulty build does to every hundredth record that it should write. */
enum PlantedFault {
    NONE {
        @Override
        Future<RecordMetadata> send(Sender next, ProducerRecord<byte[], byte[]> record, Callback done) {
            return next.send(record, done);
        }
    },
    LOSE {
        @Override
        Future<RecordMetadata> send(Sender next, ProducerRecord<byte[], byte[]> record, Callback done) {
            RecordMetadata nowhere = new RecordMetadata(new TopicPartition(record.topic(), 0), -1, 0, -1, 0, 0);
            done.onCompletion(nowhere, null);
            return CompletableFuture.completedFuture(nowhere);
        }
    },
    DOUBLE {
        @Override
        Future<RecordMetadata> send(Sender next, ProducerRecord<byte[], byte[]> record, Callback done) {
            next.send(record, (metadata, problem) -> {});
            return next.send(record, done);
        }
    },
    ALTER {
        @Override
        Future<RecordMetadata> send(Sender next, ProducerRecord<byte[], byte[]> record, Callback done) {
            byte[] value = record.value().clone();
            value[value.length - 1] ^= 1;
            return next.send(
                    new ProducerRecord<>(
                            record.topic(),
                            record.partition(),
                            record.timestamp(),
                            record.key(),
                            value,
                            record.headers()),
                    done);
        }
    };

    static final int EVERY = 100;

    /** The producer that would have been asked. */
    @FunctionalInterface
    interface Sender {
        Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback done);
    }

    abstract Future<RecordMetadata> send(Sender next, ProducerRecord<byte[], byte[]> record, Callback done);
}
