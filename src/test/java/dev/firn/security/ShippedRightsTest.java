package dev.firn.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.assembly.AssemblyOptions;
import dev.firn.app.command.ExitCode;
import dev.firn.app.config.ConfigLoader;
import dev.firn.app.config.ConfigReport;
import dev.firn.app.config.EnrichmentsInput;
import dev.firn.app.dev.TopicReader;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.TopicCheck;
import dev.firn.e2e.FirnProcess;
import dev.firn.enrichments.config.NamedConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configuration of k8s/base with the rights of k8s/strimzi, and a certificate as Strimzi gives it: it runs with exactly
 * these, and each single one that is missing is named.
 */
@ExtendWith(SecuredBroker.Extension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class ShippedRightsTest {

    private static final Path BASE = Examples.ROOT.resolve("k8s/base/config");
    private static final String USER = "User:CN=firn";
    private static final String RAW = "snowplow-good";
    private static final String GOOD = "snowplow-enriched-good";
    private static final String BAD = "snowplow-enriched-bad";
    private static final String PII = "snowplow-pii";
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration ACLS_SPREAD = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static SecuredBroker broker;
    private static Path enrichments;
    private static List<AclBinding> shipped;
    private static int sent;

    @BeforeAll
    static void giveTheRights(SecuredBroker shared) throws Exception {
        broker = shared;
        List.of(RAW, GOOD, BAD, PII).forEach(broker::createTopic);
        shipped = Manifest.acls(USER);
        broker.allow(shipped);
        enrichments = Files.createDirectories(folder.resolve("enrichments"));
        Path salt = Files.writeString(folder.resolve("salt"), "salt");
        for (String name : List.of("event_fingerprint_config.json", "pii_enrichment_config.json")) {
            Files.writeString(
                    enrichments.resolve(name),
                    Files.readString(BASE.resolve("enrichments").resolve(name))
                            .replace("/etc/firn/secrets/pii-salt", salt.toString()));
        }
    }

    @Test
    @Order(1)
    void areAllThatIsNeeded() throws Exception {
        TopicCheck check = check();

        assertThat(check.problems()).isEmpty();
        assertThat(check.warnings()).isEmpty();
    }

    @Test
    @Order(2)
    void areMissedOneByOneBeforeTheFirstStart() throws Exception {
        Prepared prepared = prepare();
        for (AclBinding acl : shipped) {
            // Of topics that are not there, brokers do not tell who may write to them or delete from them.
            boolean unseen =
                    isInternal(acl) && (operation(acl) == AclOperation.WRITE || operation(acl) == AclOperation.DELETE);
            missing(acl, prepared, unseen ? check -> sentences(check).isEmpty() : check -> names(check, acl));
        }
        prepared.assembly().close();
    }

    @Test
    @Order(3)
    void letItRunAndStartAgain() throws Exception {
        try (TopicReader reader = new TopicReader(broker.servers())) {
            UUID first = send();
            run(reader);
            assertThat(reader.readAll(PII)).hasSize(1);
            assertThat(reader.readAll(BAD)).hasSize(1);

            // Again, and a copy of what the first run has seen.
            sendAgain(first);
            send();
            run(reader);
        }
    }

    @Test
    @Order(4)
    void areMissedOneByOneOnceInternalTopicsAreThere() throws Exception {
        Prepared prepared = prepare();
        for (AclBinding acl : shipped) {
            if (operation(acl) != AclOperation.CREATE) {
                missing(acl, prepared, check -> names(check, acl));
            }
        }
        prepared.assembly().close();
    }

    /** With rights of its own the application's user takes everything back to the start. */
    @Test
    @Order(5)
    void letItBeReset() throws Exception {
        try (Admin admin = Admin.create(clientSettings())) {
            List<String> internal = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith("firn-firn-"))
                    .toList();
            assertThat(internal).hasSize(2);
            admin.deleteTopics(internal).all().get();
            admin.alterConsumerGroupOffsets(
                            "firn",
                            Map.of(
                                    new TopicPartition(RAW, 0), new OffsetAndMetadata(0),
                                    new TopicPartition(RAW, 1), new OffsetAndMetadata(0)))
                    .all()
                    .get();
        }
        deleteState();
    }

    /** What cannot be seen before the first start shows when it fails: as long as it takes to give up. */
    @Test
    @Order(6)
    void areNamedWhenTheStreamsEndForWantOfOne() throws Exception {
        AclBinding write = acl(shipped, this::isInternalWrite);
        broker.revoke(List.of(write));
        try (FirnProcess run = process("no-changelog")) {
            assertThat(run.exitCode(LIMIT)).as(run.tail()).isEqualTo(ExitCode.FAILED);
            assertThat(run.err())
                    .contains("firn: error: User CN=firn may not WRITE topic firn-*: add an ACL --topic firn-"
                            + " --resource-pattern-type prefixed --operation Write");
        } finally {
            broker.allow(List.of(write));
        }
    }

    @Test
    @Order(7)
    void takenAwayWhileItRunsStopItWithoutALoss() throws Exception {
        AclBinding delete = acl(shipped, acl -> operation(acl) == AclOperation.DELETE);
        AclBinding write = acl(
                shipped,
                acl -> operation(acl) == AclOperation.WRITE
                        && acl.pattern().name().equals(GOOD));
        broker.revoke(List.of(delete));
        try (TopicReader reader = new TopicReader(broker.servers());
                FirnProcess run = process("revoked")) {
            // given: all is done again since the reset
            int before = 2 * sent;
            assertThat(reader.readAtLeast(GOOD, before, LIMIT)).as(run.tail()).hasSize(before);

            // when
            broker.revoke(List.of(write));
            send();

            // then
            assertThat(run.exitCode(LIMIT)).as(run.tail()).isEqualTo(ExitCode.FAILED);
            assertThat(run.err())
                    .contains("firn: warning: User CN=firn may not DELETE topic firn-*")
                    .contains("firn: error: User CN=firn may not WRITE topic " + GOOD);

            broker.allow(List.of(write, delete));
            run(reader, before + 1);
        } finally {
            broker.allow(List.of(write, delete));
        }
    }

    // What is asked of the application

    private static TopicCheck check() throws Exception {
        Prepared prepared = prepare();
        try (Assembly assembly = prepared.assembly()) {
            return prepared.checkTopics();
        }
    }

    /** Takes one right away for a while. */
    private static void missing(AclBinding acl, Prepared prepared, Predicate<TopicCheck> expected) throws Exception {
        broker.revoke(List.of(acl));
        try {
            long start = System.nanoTime();
            TopicCheck check = prepared.checkTopics();
            // Brokers get to know of ACLs a moment later.
            while (!expected.test(check) && System.nanoTime() - start < ACLS_SPREAD.toNanos()) {
                check = prepared.checkTopics();
            }
            assertThat(check).as("without " + acl + ": " + sentences(check)).matches(expected);
        } finally {
            broker.allow(List.of(acl));
        }
    }

    /** Whether just that one is said to be missing. */
    private static boolean names(TopicCheck check, AclBinding acl) {
        String name = acl.pattern().name();
        boolean prefix = acl.pattern().patternType() == PatternType.PREFIXED;
        List<String> sentences = sentences(check);
        return sentences.size() == 1
                && sentences.get(0).startsWith("User CN=firn may not " + operation(acl) + " ")
                && sentences.get(0).contains(" " + name + (prefix ? "*:" : ":"));
    }

    private static List<String> sentences(TopicCheck check) {
        List<String> all = new ArrayList<>(check.problems());
        all.addAll(check.warnings());
        return all;
    }

    private static AclOperation operation(AclBinding acl) {
        return acl.entry().operation();
    }

    private static boolean isInternal(AclBinding acl) {
        return acl.pattern().resourceType() == ResourceType.TOPIC
                && acl.pattern().patternType() == PatternType.PREFIXED;
    }

    private boolean isInternalWrite(AclBinding acl) {
        return isInternal(acl) && operation(acl) == AclOperation.WRITE;
    }

    private static AclBinding acl(List<AclBinding> acls, Predicate<AclBinding> wanted) {
        return acls.stream().filter(wanted).findFirst().orElseThrow();
    }

    // The application

    private static Map<String, String> environment() {
        String secrets = broker.folder().toString();
        Map<String, String> environment = new HashMap<>();
        environment.put("FIRN__kafka__bootstrap_servers", broker.servers("MTLS"));
        environment.put("FIRN__health__port", "0");
        environment.put("FIRN__admin__port", "off");
        environment.put("FIRN__state__folder", folder.resolve("state").toString());
        environment.put("FIRN__assets__folder", folder.resolve("assets").toString());
        environment.put("KAFKA_SECURITY_PROTOCOL", "SSL");
        environment.put("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
        environment.put("KAFKA_SSL_TRUSTSTORE_LOCATION", secrets + "/ca.crt");
        environment.put("KAFKA_SSL_KEYSTORE_TYPE", "PEM");
        environment.put("KAFKA_SSL_KEYSTORE_CERTIFICATE_CHAIN", "${dir:" + secrets + ":user.crt}");
        environment.put("KAFKA_SSL_KEYSTORE_KEY", "${dir:" + secrets + ":user.key}");
        // A thread that ended badly does not leave its group: the next one waits as long as a session lasts.
        environment.put("KAFKA_CONSUMER_SESSION_TIMEOUT_MS", "3000");
        environment.put("KAFKA_CONSUMER_HEARTBEAT_INTERVAL_MS", "500");
        environment.put("KAFKA_NUM_STREAM_THREADS", "1");
        environment.put("KAFKA_COMMIT_INTERVAL_MS", "100");
        return environment;
    }

    private static Map<String, Object> clientSettings() throws IOException {
        return Map.of(
                "bootstrap.servers",
                broker.servers("MTLS"),
                "security.protocol",
                "SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                broker.folder() + "/ca.crt",
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.location",
                broker.folder() + "/user.pem");
    }

    private static Prepared prepare() {
        ConfigReport report =
                ConfigLoader.load(BASE.resolve("firn.conf").toString(), environment(), new Properties(), true);
        assertThat(report.errors()).isEmpty();
        List<NamedConfig> configs = EnrichmentsInput.read(enrichments.toString(), Map.of(), new Properties())
                .fold(
                        sources -> sources.stream()
                                .map(one -> new NamedConfig(one.source(), one.json()))
                                .toList(),
                        problems -> {
                            throw new AssertionError(problems);
                        });
        Assembly assembly = Assembly.of(null, configs, AssemblyOptions.of(InstantSource.system()));
        assertThat(assembly.findings()).isEmpty();
        return new Prepared(report.config().orElseThrow(), report.streams().orElseThrow(), assembly);
    }

    private static FirnProcess process(String name) {
        return FirnProcess.start(
                folder,
                name,
                environment(),
                "run",
                "--config",
                BASE.resolve("firn.conf").toString(),
                "--enrichments",
                enrichments.toString());
    }

    /** In this JVM, until each event that was sent is there, once. */
    private static void run(TopicReader reader) throws Exception {
        run(reader, sent);
    }

    private static void run(TopicReader reader, int expected) throws Exception {
        Prepared prepared = prepare();
        try (Assembly assembly = prepared.assembly();
                Application.Running running = Application.Running.start(prepared)) {
            assertThat(reader.readAtLeast(GOOD, expected, LIMIT)).hasSize(expected);
        }
        assertThat(reader.readAll(GOOD)).hasSize(expected);
    }

    private static void deleteState() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    // What is sent

    private static UUID send() {
        UUID id = UUID.randomUUID();
        sendAgain(id);
        sent++;
        return id;
    }

    private static void sendAgain(UUID id) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.servers()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(RAW, Application.goodEvent(id)));
            if (sent == 0) {
                producer.send(new ProducerRecord<>(RAW, new byte[] {1, 2, 3}));
            }
        }
    }
}
