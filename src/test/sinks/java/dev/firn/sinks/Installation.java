package dev.firn.sinks;

import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.TopicReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A broker, Firn, a Connect worker, a PostgreSQL server for the catalog and an object store: all real, all on loopback. */
final class Installation implements AutoCloseable {

    static final int PARTITIONS = 3;

    /** The topics of the shipped outputs. */
    static final String TSV = "snowplow-enriched-good";

    static final String LAKE = "enriched-lake";
    static final String JSON = "enriched-json";

    /** Of events long past: they are not to be deleted under our hands. */
    private static final Map<String, String> KEPT = Map.of("retention.ms", "-1");

    final Path folder;
    final InProcessBroker broker;
    final ConnectWorker worker;
    private @Nullable Firn firn;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable LocalS3 s3;

    Installation() {
        try {
            folder = Files.createTempDirectory("firn-sinks");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broker = InProcessBroker.builder()
                // It lets go of dead clients sooner than brokers usually do.
                .property("group.min.session.timeout.ms", "1000")
                .property("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500")
                .start();
        for (String topic : List.of(
                Firn.RAW, Firn.BAD, TSV, LAKE, JSON, "enriched.web", "enriched.app", "enriched.mob", "enriched.srv")) {
            createTopic(topic, PARTITIONS);
        }
        worker = new ConnectWorker(folder, broker.bootstrapServers());
    }

    void createTopic(String topic, int partitions) {
        broker.createTopic(topic, partitions, KEPT);
    }

    Firn firn() {
        if (firn == null) {
            firn = new Firn(folder, broker.bootstrapServers());
        }
        return firn;
    }

    LocalS3 s3() {
        if (s3 == null) {
            s3 = new LocalS3(folder.resolve("s3"));
        }
        return s3;
    }

    /** The sink with a warehouse in a local folder. */
    ShippedConnector local(String name) {
        return iceberg("iceberg-sink.json", name)
                .with("iceberg.catalog.warehouse", folder.resolve(name).toUri().toString());
    }

    /** The sink with its warehouse in the object store. */
    ShippedConnector onS3(String name) {
        return iceberg("iceberg-s3-sink.json", name)
                .with("iceberg.catalog.warehouse", "s3://lake/" + name)
                .with("iceberg.catalog.s3.endpoint", s3().endpoint())
                .with("iceberg.catalog.s3.path-style-access", "true")
                .with("iceberg.catalog.s3.access-key-id", "key")
                .with("iceberg.catalog.s3.secret-access-key", "secret");
    }

    /** Each has a control topic, as it must, and a database of its own. */
    private ShippedConnector iceberg(String file, String name) {
        createTopic("control-" + name, 1);
        return ShippedConnector.load(file)
                .named(name)
                .with("iceberg.control.topic", "control-" + name)
                .with("iceberg.control.commit.interval-ms", "1000")
                .with("iceberg.tables", name.replace('-', '_') + ".events")
                .with("iceberg.catalog.uri", postgres().getJdbcUrl("postgres", "postgres"))
                .with("iceberg.catalog.jdbc.user", "postgres")
                .with("iceberg.catalog.jdbc.password", "postgres");
    }

    private EmbeddedPostgres postgres() {
        if (postgres == null) {
            try {
                postgres = EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return postgres;
    }

    /** What a careful consumer of the topic sees. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        try (TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            return reader.readAll(topic);
        }
    }

    @Override
    public void close() {
        worker.close();
        if (firn != null) {
            firn.close();
        }
        broker.close();
        try {
            if (s3 != null) {
                s3.close();
            }
            if (postgres != null) {
                postgres.close();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
