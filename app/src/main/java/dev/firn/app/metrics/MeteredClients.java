package dev.firn.app.metrics;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients that Kafka Streams makes by itself, but that producers tell of their transactions, and consumers of tasks
 * that were lost. Under {@code group.protocol = streams} Kafka Streams makes the main consumers without asking, so that no
 * lost tasks are told of.
 */
final class MeteredClients implements KafkaClientSupplier {

    private final Transactions transactions;
    private volatile @Nullable Admin admin;

    MeteredClients(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The one that Kafka Streams uses, and closes; null before it was made. */
    @Nullable
    Admin admin() {
        return admin;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        Admin made = Admin.create(config);
        admin = made;
        return made;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new MeteredProducer(config, transactions);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new MainConsumer(config, transactions);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return plain(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return plain(config);
    }

    private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A stream thread gives its subscription up for one reason only: it was fenced, has lost all tasks and joins anew. */
    private static final class MainConsumer extends KafkaConsumer<byte[], byte[]> {

        private final Transactions transactions;

        MainConsumer(Map<String, Object> config, Transactions transactions) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.transactions = transactions;
        }

        @Override
        public void unsubscribe() {
            transactions.migrated();
            super.unsubscribe();
        }
    }
}
