package dev.firn.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.firn.app.assembly.Assembly;
import dev.firn.app.config.ConfigReport;
import dev.firn.app.config.Dialect;
import dev.firn.app.config.FirnConfig;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.RunLog;
import dev.firn.enrichments.config.NamedConfig;
import io.fabric8.kubernetes.api.model.Container;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's enricher is replaced by its image alone. */
class SeedCompatibilityTest {

    private static final Path TEST_DATA = Repo.ROOT.resolve("enrichments/src/test/resources/dev/firn/enrichments");

    /** What is served instead of the real, large ones. */
    private static final Map<String, String> DATA = Map.of(
            "GeoLite2-City.mmdb", "iplookups/GeoLite2-City-Test.mmdb",
            "referers-latest.json", "referer/custom-referers.json");

    @TempDir
    private Path temp;

    private HttpServer hosted;

    /** Stands in for the servers of data files. */
    @BeforeEach
    void serveDataFiles() throws IOException {
        hosted = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hosted.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                String file = DATA.getOrDefault(path.substring(path.lastIndexOf('/') + 1), "none");
                byte[] body = Files.readAllBytes(TEST_DATA.resolve(file));
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        hosted.start();
    }

    @AfterEach
    void stop() {
        hosted.stop(0);
    }

    @Test
    void onlyTheImageChanges() {
        List<ObjectNode> theirs = Kustomize.render(Repo.overlay("seed-compat").resolve("seed"));
        List<ObjectNode> ours = Kustomize.render(Repo.overlay("seed-compat"));
        String image = image(ours);

        assertThat(image(theirs)).isEqualTo("snowplow/stream-enrich-kafka:3.2.2");
        assertThat(image).isEqualTo(Manifests.container(Variant.BASE.render()).getImage());
        Manifests.containers(theirs).forEach(container -> container.put("image", image));
        assertThat(ours).isEqualTo(theirs);
    }

    private static String image(List<ObjectNode> objects) {
        return Manifests.container(objects).getImage();
    }

    @Test
    void theConfigMapsOfTheGuideStartFirn() {
        Installed installed = Installed.in(temp, local(Kustomize.render(Repo.overlay("seed-compat"))));
        List<NamedConfig> enrichments = Checked.enrichments(installed);

        ConfigReport report = Checked.config(installed, true);
        FirnConfig config = report.config().orElseThrow();

        assertThat(report.dialect()).contains(Dialect.STREAM_ENRICH);
        assertThat(config.applicationId()).isEqualTo("snowplow-enrich");
        assertThat(config.kafka().bootstrapServers()).isEqualTo("snowplow-kafka-bootstrap.kafka:9092");
        assertThat(Checked.resolver(installed)
                        .at("/data/repositories/0/connection/http/uri")
                        .asText())
                .isEqualTo("http://iglucentral.com");
        Prepared prepared = Checked.prepared(installed, enrichments);
        try (Assembly assembly = prepared.assembly()) {
            assertThat(assembly.findings()).noneMatch(Assembly.Finding::error);
            assertThat(assembly.enrichmentNames())
                    .containsExactlyInAnyOrder(
                            "anon_ip",
                            "campaign_attribution",
                            "cookie_extractor_config",
                            "event_fingerprint_config",
                            "ip_lookups",
                            "pii_enrichment_config",
                            "referer_parser",
                            "yauaa_enrichment_config");
            assertThat(enrichments).hasSize(15);
            assertThat(topics(prepared))
                    .containsExactlyInAnyOrder(
                            "from snowplow-good",
                            "to snowplow-enriched-good",
                            "to snowplow-enriched-bad",
                            "to snowplow-pii");
        }
    }

    /** A cluster would download them; here are none to be had but our own. */
    private List<ObjectNode> local(List<ObjectNode> objects) {
        String server = "http://127.0.0.1:" + hosted.getAddress().getPort();
        objects.stream()
                .filter(object -> Manifests.name(object).equals("sp-enricher-enrichment-configmap"))
                .map(object -> (ObjectNode) object.get("data"))
                .forEach(data -> Stream.of("ip_lookups.json", "referer_parser.json")
                        .forEach(key -> data.put(
                                key, data.get(key).asText().replaceAll("https?://[^/]*amazonaws\\.com", server))));
        return objects;
    }

    /** Outputs choose their topics in the processor of their name; what the sinks are, the configuration says. */
    private static List<String> topics(Prepared prepared) {
        Stream<String> sources = prepared.topology(null, new RunLog()).describe().subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .filter(TopologyDescription.Source.class::isInstance)
                .flatMap(node -> ((TopologyDescription.Source) node).topicSet().stream())
                .map(topic -> "from " + topic);
        Stream<String> sinks = prepared.outputs().stream()
                .map(output -> "to " + output.topicRule().text());
        return Stream.concat(sources, sinks).toList();
    }

    @Test
    void argumentsAreThoseOfTheGuide() {
        Container container = Manifests.container(Kustomize.render(Repo.overlay("seed-compat")));

        assertThat(container.getArgs())
                .containsExactly(
                        "--config",
                        "/snowplow/config/enrich.hocon",
                        "--resolver",
                        "file:/snowplow/config/iglu_resolver.json",
                        "--enrichments",
                        "file:/snowplow/config/enrichments/",
                        "--force-cached-files-download");
        assertThat(container.getEnv()).isEmpty();
    }
}
