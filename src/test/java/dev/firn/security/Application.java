package dev.firn.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.assembly.AssemblyOptions;
import dev.firn.app.config.ConfigLoader;
import dev.firn.app.config.ConfigReport;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.RunLog;
import dev.firn.app.run.TopicCheck;
import dev.firn.topology.test.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;

/**
 * One configuration, from its text to a running topology, in this JVM. Topics are named after the application.
 *
 * @param folder of its state
 */
record Application(String name, Path folder, String settings) {

    String raw() {
        return name + "-raw";
    }

    String good() {
        return name + "-good";
    }

    String bad() {
        return name + "-bad";
    }

    void createTopics(SecuredBroker broker) {
        List.of(raw(), good(), bad()).forEach(broker::createTopic);
    }

    /** Its configuration as a file; what the settings say wins. */
    Path config() throws IOException {
        return Files.writeString(
                folder.resolve(name + ".conf"),
                """
                firn {
                  application-id = %s
                  input.topics = [%s]
                  output.good.topic = %s
                  output.bad.topic = %s
                  state.folder = "%s"
                  health.port = 0
                  streams { "num.stream.threads" = 1, "commit.interval.ms" = 100 }
                }
                firn {
                %s
                }
                """
                        .formatted(name, raw(), good(), bad(), folder.resolve("state-" + name), settings));
    }

    /** Read and checked, as {@code firn run} does it. To be closed by its assembly. */
    Prepared prepare() throws IOException {
        ConfigReport report = ConfigLoader.load(config().toString(), Map.of(), new Properties(), true);
        if (!report.isValid()) {
            throw new AssertionError(report.errors());
        }
        Assembly assembly = Assembly.of(null, List.of(), AssemblyOptions.of(InstantSource.system()));
        return new Prepared(report.config().orElseThrow(), report.streams().orElseThrow(), assembly);
    }

    /** What it says of the cluster. */
    TopicCheck check() throws IOException, InterruptedException {
        Prepared prepared = prepare();
        try (Assembly assembly = prepared.assembly()) {
            return prepared.checkTopics();
        }
    }

    /** Started in this JVM; leaves its group when it is closed, as the application does. */
    record Running(KafkaStreams streams) implements AutoCloseable {

        static Running start(Prepared prepared) {
            KafkaStreams streams = new KafkaStreams(
                    prepared.topology(null, new RunLog()), prepared.streams().properties());
            streams.start();
            return new Running(streams);
        }

        @Override
        public void close() {
            streams.close(CloseOptions.timeout(Duration.ofSeconds(30))
                    .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    /** One event that is good, one that is bad. */
    static void sendOneOfEach(SecuredBroker broker, String topic) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.servers()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, goodEvent(UUID.randomUUID())));
            producer.send(new ProducerRecord<>(topic, "no payload of a collector".getBytes(UTF_8)));
        }
    }

    static byte[] goodEvent(UUID id) {
        return Payloads.pageView("https://shop.example/")
                .appId("shop")
                .userId("user-of-" + id)
                .domainUserId("domain-user")
                .eventId(id)
                .toBytes(Instant.now());
    }
}
