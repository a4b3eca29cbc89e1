package dev.firn.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.firn.app.command.ExitCode;
import dev.firn.app.dev.InProcessBroker;
import dev.firn.e2e.MonitoringFiles.Alert;
import dev.firn.e2e.MonitoringFiles.Query;
import dev.firn.topology.test.Payloads;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dashboard that asks for a name which nothing has is a blank panel, and such an alert never comes. So both are compared
 * with what an application that really runs tells, with everything on that has numbers of its own.
 */
@Tag("long")
class MonitoringTest {

    private static final Path ROOT = Path.of(System.getProperty("firn.root", "."));
    /** What Prometheus itself adds to what it scrapes from a pod. */
    private static final Set<String> TARGET = Set.of("namespace", "pod", "container", "endpoint", "instance", "job");

    private static final Pattern PORT = Pattern.compile("probes on port (\\d+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"");
    private static final String SNOWPLOW = "com.snowplowanalytics.snowplow";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int RECORDS = 600;
    private static final int SCRAPES = 30;

    /** Metric to the labels of all its series. */
    private static final Map<String, Set<String>> SCRAPED = new HashMap<>();

    private static final Map<String, Long> PUSHED = new ConcurrentHashMap<>();
    private static String page = "";
    private static String openMetrics = "";
    private static String log = "";
    private static int exitCode;
    private static long slowestScrapeMillis;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        try (InProcessBroker broker = Brokers.start();
                DatagramSocket statsd = listen();
                Service service = new Service()) {
            Deployment deployment = Deployment.of("monitored", folder, broker.bootstrapServers())
                    .with("streams.\"num.stream.threads\"", "6")
                    .with("deduplication.window", "1 day")
                    .with("deduplication.scope", "partition")
                    .with("metrics.tags", "{ env = test }")
                    .with("metrics.statsd.hostname", "127.0.0.1")
                    .with("metrics.statsd.port", String.valueOf(statsd.getLocalPort()))
                    .with("metrics.statsd.period", "1 second")
                    .with("metrics.statsd.tags", "{ env = test }")
                    .with("metrics.stdout.period", "1 second");
            Brokers.createTopics(broker, deployment);
            try (Load load = new Load(deployment.servers(), deployment.raw(), Brokers.PARTITIONS, 3);
                    FirnProcess firn = FirnProcess.start(
                            folder,
                            "monitored",
                            "run",
                            "--config",
                            deployment.config("monitored").toString(),
                            "--enrichments",
                            enrichments(service.url()).toString())) {
                load.send(RECORDS);
                load.send(Payloads.selfDescribing("iglu:com.acme/unknown/jsonschema/1-0-0", "{}")
                        .toBytes(Instant.now()));
                load.send(Payloads.pageView("https://shop.example")
                        .appId(Service.REFUSED)
                        .toBytes(Instant.now()));
                firn.awaitReady();
                URI metrics = URI.create("http://127.0.0.1:" + port(firn) + "/metrics");
                Await.until(
                        "numbers of all parts",
                        FirnProcess.START_LIMIT,
                        () -> {
                            page = get(metrics, "").body();
                            return value("firn_raw_total") == RECORDS + 2
                                    && page.contains("firn_enrichment_failures_total{")
                                    && page.contains("firn_consumer_lag_records{")
                                    && value("firn_idle_threads") == 2
                                    && page.contains("firn_state_keys{");
                        },
                        firn::tail);
                for (int i = 0; i < SCRAPES; i++) {
                    long start = System.nanoTime();
                    page = get(metrics, "").body();
                    slowestScrapeMillis = Math.max(
                            slowestScrapeMillis,
                            Duration.ofNanos(System.nanoTime() - start).toMillis());
                }
                openMetrics = get(metrics, "application/openmetrics-text; version=1.0.0")
                        .body();
                // Only told when two looks agree.
                Await.until(
                        "idle threads are told of",
                        FirnProcess.START_LIMIT,
                        () -> firn.err().contains("idle threads: "),
                        firn::tail);
                firn.terminate();
                exitCode = firn.exitCode(FirnProcess.START_LIMIT);
                log = firn.err();
            }
        }
        page.lines().filter(line -> !line.startsWith("#")).forEach(MonitoringTest::remember);
    }

    private static int port(FirnProcess firn) {
        Matcher port = PORT.matcher(firn.err());
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private static DatagramSocket listen() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread reader = new Thread(() -> {
            DatagramPacket packet = new DatagramPacket(new byte[1000], 1000);
            try {
                while (true) {
                    socket.receive(packet);
                    String line = new String(packet.getData(), 0, packet.getLength(), UTF_8);
                    long value = Long.parseLong(line.substring(line.indexOf(':') + 1, line.indexOf('|')));
                    String name = line.substring(0, line.indexOf(':')) + line.substring(line.indexOf('|'));
                    PUSHED.merge(name, value, Long::sum);
                }
            } catch (IOException e) {
                // The end of the test.
            }
        });
        reader.setDaemon(true);
        reader.start();
        return socket;
    }

    /** Those of all tests, one with a data file and one that asks a service. */
    private static Path enrichments(String url) throws IOException {
        Path configs = Files.createDirectory(folder.resolve("enrichments"));
        try (var files = Files.list(Deployment.enrichments())) {
            for (Path file : files.toList()) {
                Files.copy(file, configs.resolve(file.getFileName().toString()));
            }
        }
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.copy(
                ROOT.resolve("enrichments/src/test/resources/dev/firn/enrichments/referer/referers-cc0.json"),
                data.resolve("referers.json"));
        config(
                configs,
                SNOWPLOW,
                "referer_parser",
                "2-0-0",
                "{\"internalDomains\": [], \"database\": \"referers.json\", \"uri\": \"" + data.toUri() + "\"}");
        config(
                configs,
                SNOWPLOW + ".enrichments",
                "api_request_enrichment_config",
                "1-0-2",
                """
                {"inputs": [{"key": "app", "pojo": {"field": "app_id"}}],
                 "api": {"http": {"method": "GET", "uri": "%s{{app}}", "timeout": 5000, "authentication": {}}},
                 "outputs": [{"schema": "iglu:com.google.analytics/cookies/jsonschema/1-0-0", "json": {"jsonPath": "$"}}],
                 "cache": {"size": 10, "ttl": 60}, "ignoreOnError": false}"""
                        .formatted(url));
        return configs;
    }

    private static void config(Path folder, String vendor, String name, String version, String parameters)
            throws IOException {
        Files.writeString(
                folder.resolve(name + ".json"),
                """
                {"schema": "iglu:%1$s/%2$s/jsonschema/%3$s",
                 "data": {"vendor": "%1$s", "name": "%2$s", "enabled": true, "parameters": %4$s}}"""
                        .formatted(vendor, name, version, parameters));
    }

    private static HttpResponse<String> get(URI uri, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
        if (!accept.isEmpty()) {
            request.header("Accept", accept);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The sum of all series of a name. */
    private static double value(String name) {
        return page.lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void remember(String line) {
        String name = line.substring(0, Math.min(line.indexOf('{') + 1, line.length()))
                .replace("{", "");
        Matcher label = LABEL.matcher(line);
        Set<String> labels = SCRAPED.computeIfAbsent(name, key -> new TreeSet<>());
        while (label.find()) {
            labels.add(label.group(1));
        }
    }

    @Test
    void panelsAskForNumbersAndLabelsThatAreThere() {
        assertThat(MonitoringFiles.dashboardQueries())
                .hasSizeGreaterThan(50)
                .allSatisfy(MonitoringTest::assertAnswered);
    }

    @Test
    void alertsAskForNumbersAndLabelsThatAreThere() {
        assertThat(MonitoringFiles.alertQueries()).hasSizeGreaterThan(20).allSatisfy(MonitoringTest::assertAnswered);
    }

    private static void assertAnswered(Query query) {
        List<PromQl.Use> uses = PromQl.uses(query.expression());
        assertThat(uses).as(query.place()).isNotEmpty();
        Set<String> known = new TreeSet<>(TARGET);
        for (PromQl.Use use : uses) {
            assertThat(SCRAPED).as(query.place()).containsKey(use.metric());
            known.addAll(SCRAPED.get(use.metric()));
            Set<String> labels = new TreeSet<>(use.labels());
            labels.removeAll(TARGET);
            assertThat(SCRAPED.get(use.metric()))
                    .as(query.place() + ": " + use.metric())
                    .containsAll(labels);
        }
        assertThat(known).as(query.place() + " shows").containsAll(query.shown());
    }

    @Test
    void everyAlertSaysWhatItIsAndHasItsPlaceInTheHandbook() {
        String handbook = MonitoringFiles.operationsPage();
        assertThat(MonitoringFiles.alerts()).allSatisfy((Alert alert) -> {
            assertThat(alert.severity()).isIn("critical", "warning", "info");
            assertThat(alert.annotations()).containsKeys("summary", "description", "runbook");
            assertThat(handbook).contains("\n### " + alert.name() + "\n");
            assertThat(alert.annotations().get("runbook"))
                    .isEqualTo("docs/operations.md#" + alert.name().toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void dashboardLetsChooseDataSourceNamespaceAndPod() {
        assertThat(MonitoringFiles.dashboard().path("templating").path("list"))
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("datasource", "namespace", "app", "pod");
        assertThat(MonitoringFiles.dashboard().path("panels").toString())
                .as("panels of the chosen source only")
                .doesNotContain("\"uid\":\"prometheus\"");
    }

    /** A machine of builds is busy; what was measured on a quiet one is in docs/operations.md. */
    @Test
    void answersWithinTheTimeThatPrometheusGrants() {
        assertThat(slowestScrapeMillis).isLessThan(10_000);
        assertThat(openMetrics).endsWith("# EOF\n");
    }

    @Test
    void everyNumberHasTheConfiguredLabels() {
        assertThat(SCRAPED)
                .isNotEmpty()
                .allSatisfy((name, labels) -> assertThat(labels).as(name).contains("app", "env"));
    }

    @Test
    void pushesWhatThePageShowsToStatsdAndToTheLog() {
        assertThat((double) PUSHED.get("snowplow.enrich.raw|c|#env:test")).isEqualTo(value("firn_raw_total"));
        assertThat((double) PUSHED.get("snowplow.enrich.good|c|#env:test")).isEqualTo(value("firn_good_total"));
        assertThat((double) PUSHED.get("snowplow.enrich.bad|c|#env:test")).isEqualTo(value("firn_bad_total"));
        assertThat(PUSHED).containsKey("snowplow.enrich.latency|g|#env:test");
        assertThat(log).contains("snowplow.enrich.raw = ");
    }

    @Test
    void tellsOfIdleThreadsAndAtTheEndOfAllCounts() {
        assertThat(exitCode).as(log).isEqualTo(ExitCode.OK);
        assertThat(log)
                .containsPattern("idle threads: 2 of 6 stream threads .* the group has 6 members, 2 of them without")
                .containsPattern("counts since the start: .*raw=" + Math.round(value("firn_raw_total")));
    }

    /** Answers all with an empty object, but one. */
    private static final class Service implements AutoCloseable {

        static final String REFUSED = "refused";

        private final HttpServer server;

        Service() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] body = "{}".getBytes(UTF_8);
                boolean refused = exchange.getRequestURI().getPath().endsWith(REFUSED);
                exchange.sendResponseHeaders(refused ? 400 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
