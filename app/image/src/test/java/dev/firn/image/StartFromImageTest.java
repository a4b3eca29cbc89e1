package dev.firn.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.TopicReader;
import dev.firn.app.dev.TrackerCapture;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The process of the image, under the rules of a hardened container, on a real broker. */
@EnabledIf("dev.firn.image.Image#isBuilt")
@Tag("long")
class StartFromImageTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int OF_EACH = 10;
    private static final List<String> COMPRESSIONS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final String RAW = "raw";
    private static final String GOOD = "good";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void enrichesAsAnUnprivilegedUserOnAReadOnlyRoot(TestReporter reporter) throws Exception {
        // given
        Sandbox sandbox = new Sandbox(Image.archive(), folder);
        reporter.publishEntry("sandbox", sandbox.kind().name());
        Map<String, String> before = sandbox.listing();
        int port = freePort();
        try (InProcessBroker broker = InProcessBroker.start();
                TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            List.of(RAW, GOOD, "bad").forEach(topic -> broker.createTopic(topic, 1));
            writeSettings(sandbox, broker.bootstrapServers(), port);
            send(broker.bootstrapServers());

            // when
            Path err = folder.resolve("err");
            Process process = sandbox.start(
                    Map.of("JAVA_TOOL_OPTIONS", "-Xmx256m -XX:TieredStopAtLevel=1"),
                    List.of("run", "--config", "/etc/firn/firn.conf", "--enrichments", "/etc/firn/enrichments"),
                    folder.resolve("out"),
                    err);
            try {
                awaitReady(process, port, err);
                List<String> rows = reader.readAtLeast(GOOD, COMPRESSIONS.size() * OF_EACH / 2, PATIENCE).stream()
                        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                        .toList();

                // then
                assertThat(rows).as(tail(err)).hasSizeGreaterThanOrEqualTo(COMPRESSIONS.size() * OF_EACH / 2);
                assertThat(rows)
                        .allMatch(row -> row.startsWith("from-the-image\t"), "went through the JavaScript plugin")
                        .anyMatch(row -> row.contains("ua_parser_context"))
                        .anyMatch(row -> row.contains("yauaa_context"));
                assertUnprivileged(process, sandbox.kind());
                assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/maps")))
                        .contains("/native/librocksdbjni.so", "/native/libzstd-jni", "/native/liblz4-java.so")
                        .contains("/native/libsnappyjava.so");
            } finally {
                process.destroy();
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ends on SIGTERM")
                    .isTrue();
            assertThat(process.exitValue()).as(tail(err)).isZero();
        }
        assertThat(sandbox.listing()).as("nothing is written but to volumes").isEqualTo(before);
        assertThat(files(sandbox.state())).as("stores").anyMatch(file -> file.endsWith("CURRENT"));
        assertThat(files(sandbox.tmp())).as("no libraries are unpacked").noneMatch(file -> file.endsWith(".so"));
    }

    private static void writeSettings(Sandbox sandbox, String servers, int port) throws IOException {
        Files.writeString(
                sandbox.settings().resolve("firn.conf"),
                """
                firn {
                  application-id = image
                  kafka.bootstrap-servers = "%s"
                  input.topics = [raw]
                  output.good.topic = good
                  output.bad.topic = bad
                  deduplication.window = 1 hour
                  state.folder = "%s"
                  streams."commit.interval.ms" = 200
                  kafka.producer."compression.type" = zstd
                  health { host = "127.0.0.1", port = %d }
                }
                """
                        .formatted(servers, sandbox.inside("/var/lib/firn/state"), port));
        Path enrichments = Files.createDirectory(sandbox.settings().resolve("enrichments"));
        enrichment(
                enrichments,
                "com.snowplowanalytics.snowplow/javascript_script_config",
                "javascript_script_config",
                """
                "script": "%s" """
                        .formatted(Base64.getEncoder()
                                .encodeToString(
                                        "function process(event) { event.setApp_id('from-the-image'); return []; }"
                                                .getBytes(StandardCharsets.UTF_8))));
        enrichment(enrichments, "com.snowplowanalytics.snowplow/ua_parser_config", "ua_parser_config", "");
        enrichment(
                enrichments,
                "com.snowplowanalytics.snowplow.enrichments/yauaa_enrichment_config",
                "yauaa_enrichment_config",
                "");
    }

    private static void enrichment(Path folder, String schema, String name, String parameters) throws IOException {
        Files.writeString(
                folder.resolve(name + ".json"),
                """
                {
                  "schema": "iglu:%s/jsonschema/1-0-0",
                  "data": {
                    "vendor": "%s",
                    "name": "%s",
                    "enabled": true,
                    "parameters": {%s}
                  }
                }
                """
                        .formatted(schema, schema.substring(0, schema.indexOf('/')), name, parameters));
    }

    /** With every compression that a collector may use: each is native code. */
    private static void send(String servers) throws Exception {
        Iterator<byte[]> payloads = TrackerCapture.endless(7);
        for (String compression : COMPRESSIONS) {
            Map<String, Object> settings = Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    servers,
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    compression);
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                for (int i = 0; i < OF_EACH; i++) {
                    producer.send(new ProducerRecord<>(RAW, payloads.next())).get();
                }
            }
        }
    }

    private static void assertUnprivileged(Process process, Sandbox.Kind kind) throws IOException {
        String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        assertThat(status).containsPattern("CapEff:\\s+0000000000000000");
        if (kind == Sandbox.Kind.NAMESPACE) {
            assertThat(status)
                    .containsPattern("Uid:\\s+65532\\s+65532")
                    .containsPattern("Groups:\\s*\n")
                    .containsPattern("NoNewPrivs:\\s+1");
        }
    }

    private void awaitReady(Process process, int port, Path err) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            assertThat(process.isAlive()).as(tail(err)).isTrue();
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (ConnectException e) {
                // not up yet
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not ready within " + PATIENCE + "; " + tail(err));
    }

    private static String tail(Path err) {
        try {
            String all = Files.readString(err);
            return "it said last: " + all.substring(Math.max(0, all.length() - 4000));
        } catch (IOException e) {
            return "it said nothing: " + e;
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
