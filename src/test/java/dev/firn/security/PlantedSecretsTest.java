package dev.firn.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.command.ExitCode;
import dev.firn.app.dev.TopicReader;
import dev.firn.e2e.FirnProcess;
import dev.firn.topology.test.Payloads;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that leaves the process holds a secret: not what it prints, answers, writes to topics or says when it fails. */
@ExtendWith(SecuredBroker.Extension.class)
@Tag("long")
class PlantedSecretsTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Pattern PORT = Pattern.compile("(probes on port |admin functions on [^:]+:)(\\d+)");
    /** All that can be asked for; what is not there says so, which is looked at too. */
    private static final List<String> PATHS = List.of(
            "/",
            "/health/startup",
            "/health/live",
            "/health/ready",
            "/metrics",
            "/info",
            "/tasks",
            "/config",
            "/topology",
            "/topology?format=json",
            "/topology?format=mermaid",
            "/topology?format=dot",
            "/topology?format=openlineage",
            "/iglu/unresolved",
            "/iglu/com.planted/thing/jsonschema/1-0-0");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void showNowhere(SecuredBroker broker) throws Exception {
        // given
        Application application = new Application("planted", folder, "");
        application.createTopics(broker);
        broker.allow(Stream.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)
                .map(type -> new AclBinding(
                        new ResourcePattern(type, "planted", PatternType.PREFIXED),
                        new AccessControlEntry(
                                "User:" + SecuredBroker.USER, "*", AclOperation.ALL, AclPermissionType.ALLOW)))
                .toList());
        Map<String, String> said = new LinkedHashMap<>();
        try (Planted planted = new Planted(folder);
                TopicReader reader = new TopicReader(broker.servers())) {
            String config = planted.config(broker, application).toString();
            String[] inputs = {
                "--config",
                config,
                "--resolver",
                planted.resolver().toString(),
                "--enrichments",
                planted.enrichments().toString()
            };
            send(broker, application.raw());

            // when
            try (FirnProcess run = FirnProcess.start(folder, "run", planted.environment(), with(inputs, "run"))) {
                run.awaitReady();
                List<String> bad = new ArrayList<>();
                reader.readAtLeast(application.bad(), 4, LIMIT)
                        .forEach(record -> bad.add(new String(record.value(), UTF_8)));
                assertThat(bad).as(run.tail()).hasSize(4);
                said.put("bad rows", bad.toString());
                ask(run.err(), said);
                run.terminate();
                assertThat(run.exitCode(LIMIT)).as(run.tail()).isEqualTo(ExitCode.OK);
                said.put("standard error", run.err());
                said.put("standard output", run.out());
            }
            FirnProcess lint = FirnProcess.start(folder, "lint", planted.environment(), with(inputs, "lint"));
            assertThat(lint.exitCode(LIMIT)).as(lint.tail()).isEqualTo(ExitCode.OK);
            said.put("lint", lint.out() + lint.err());

            // then
            assertThat(planted.called())
                    .as(said.get("bad rows"))
                    .contains("registry", "second", "api", "adapter", "files");
        }
        assertThat(said.get("/config")).contains("sasl.jaas.config", "******");
        assertThat(said.get("bad rows")).contains("api_request", "sql_query", "com.planted");
        assertThat(said).allSatisfy((where, text) -> assertThat(
                        text.lines().filter(line -> line.contains(Planted.MARK)).map(line -> around(line)))
                .as(where)
                .isEmpty());
    }

    private static String around(String line) {
        int at = line.indexOf(Planted.MARK);
        return line.substring(Math.max(0, at - 100), Math.min(line.length(), at + 40));
    }

    private static String[] with(String[] inputs, String command) {
        return Stream.concat(Stream.of(command), Stream.of(inputs)).toArray(String[]::new);
    }

    private static void send(SecuredBroker broker, String topic) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.servers()), new ByteArraySerializer(), new ByteArraySerializer())) {
            Instant now = Instant.now();
            producer.send(new ProducerRecord<>(
                    topic,
                    Payloads.selfDescribing("iglu:com.planted/thing/jsonschema/1-0-0", "{}")
                            .toBytes(now)));
            producer.send(new ProducerRecord<>(
                    topic,
                    Payloads.pageView("https://shop.example/").userId("ann").toBytes(now)));
            // What has failed once may spare the rest its work, so each call has an event of its own.
            producer.send(new ProducerRecord<>(
                    topic,
                    Payloads.pageView("https://shop.example/").appId("shop").toBytes(now)));
            producer.send(new ProducerRecord<>(
                    topic,
                    Payloads.post("/com.planted/v1", "application/json", "{}").toBytes(now)));
        }
    }

    /** Every page of both servers. */
    private static void ask(String err, Map<String, String> said) throws Exception {
        Matcher ports = PORT.matcher(err);
        while (ports.find()) {
            for (String path : PATHS) {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.group(2) + path))
                        .timeout(Duration.ofSeconds(30))
                        .build();
                String body = HTTP.send(request, BodyHandlers.ofString()).body();
                said.merge(path, body, String::concat);
            }
        }
    }
}
