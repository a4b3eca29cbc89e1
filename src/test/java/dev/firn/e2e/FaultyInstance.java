package dev.firn.e2e;

import dev.firn.app.run.Prepared;
import dev.firn.enrichments.PipelineListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;

/** The real topology with the real settings, in this JVM, on a producer with a planted fault. */
final class FaultyInstance implements AutoCloseable {

    private final Prepared prepared;
    private final KafkaStreams streams;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong planted = new AtomicLong();

    FaultyInstance(Deployment deployment, PlantedFault fault) {
        prepared = Oracle.prepare(deployment.config("faulty"));
        streams = new KafkaStreams(
                prepared.topology(null, new PipelineListener() {}),
                prepared.streams().properties(),
                new Clients(fault));
        streams.start();
    }

    /** Results to which the fault was done. */
    long planted() {
        return planted.get();
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(Duration.ofSeconds(30))
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        prepared.assembly().close();
    }

    private final class FaultyProducer extends KafkaProducer<byte[], byte[]> {
        private final PlantedFault fault;

        FaultyProducer(Map<String, Object> config, PlantedFault fault) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
            this.fault = fault;
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback done) {
            if (fault == PlantedFault.NONE || sent.incrementAndGet() % PlantedFault.EVERY != 0) {
                return super.send(record, done);
            }
            planted.incrementAndGet();
            return fault.send(super::send, record, done);
        }
    }

    private final class Clients implements KafkaClientSupplier {
        private final PlantedFault fault;

        Clients(PlantedFault fault) {
            this.fault = fault;
        }

        @Override
        public Admin getAdmin(Map<String, Object> config) {
            return Admin.create(config);
        }

        @Override
        public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
            return new FaultyProducer(config, fault);
        }

        @Override
        public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
            return getConsumer(config);
        }

        @Override
        public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
            return getConsumer(config);
        }
    }
}
