package dev.firn.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.app.assembly.Assembly;
import dev.firn.app.config.ConfigReport;
import dev.firn.app.config.Finding;
import dev.firn.app.config.FirnConfig;
import dev.firn.app.config.StreamsSettings;
import dev.firn.app.endpoints.PublicEndpoints;
import dev.firn.app.http.Endpoint;
import dev.firn.app.metrics.AppMetrics;
import dev.firn.app.run.Identity;
import dev.firn.app.run.MemoryPlan;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.RunState;
import dev.firn.enrichments.config.NamedConfig;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What containers are given is what the application understands, and what they promise is what it does. */
class ConfigurationTest {

    /** Variables that are neither Kafka's nor keys of the configuration. */
    private static final List<String> OTHERS =
            List.of("POD_NAME", "ZONE", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "MALLOC_ARENA_MAX", "FIRN_LOG_FORMAT");

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource(Variant.class)
    void everyFileAndVariableIsUnderstood(Variant variant) {
        Installed installed = Installed.in(temp, variant.render());

        ConfigReport report = Checked.config(installed, true);

        assertThat(report.findings()).extracting(Finding::text).isEmpty();
        assertThat(installed.arguments()).contains("--strict");
        assertThat(installed.environment().keySet())
                .filteredOn(name -> !name.startsWith("KAFKA_") && !name.startsWith("FIRN__"))
                .isSubsetOf(OTHERS);
        assertThat(Checked.resolver(installed).at("/data/cacheTtl").asInt()).isPositive();
    }

    /** All variants have the same ones. */
    @Test
    void enrichmentsAreUnderstood() {
        Installed installed = Installed.in(temp, Variant.BASE.render());
        List<NamedConfig> enrichments = Checked.enrichments(installed);

        Prepared prepared = Checked.prepared(installed, enrichments);

        try (Assembly assembly = prepared.assembly()) {
            assertThat(assembly.findings()).isEmpty();
            assertThat(assembly.enrichmentNames()).hasSameSizeAs(enrichments).contains("event_fingerprint_config");
            assertThat(prepared.warnings()).isEmpty();
            assertThat(prepared.topology(null, new dev.firn.app.run.RunLog())
                            .describe()
                            .subtopologies())
                    .isNotEmpty();
        }
        for (Variant variant : Variant.values()) {
            assertThat(Checked.enrichments(Installed.in(temp.resolve(variant.name()), variant.render())))
                    .hasSameSizeAs(enrichments);
        }
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void portsAndPathsAreThoseOfTheApplication(Variant variant) {
        List<ObjectNode> objects = variant.render();
        Container container = Manifests.container(objects);
        ConfigReport report = Checked.config(Installed.in(temp, objects), true);
        FirnConfig config = report.config().orElseThrow();
        List<String> asked = new ArrayList<>();
        Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .forEach(probe -> asked.add(probe.getHttpGet().getPath()));
        Manifests.all(objects, PodMonitor.class)
                .forEach(monitor ->
                        monitor.getSpec().getPodMetricsEndpoints().forEach(endpoint -> asked.add(endpoint.getPath())));

        InstantSource clock = InstantSource.system();
        List<String> offered;
        try (AppMetrics metrics = AppMetrics.of(config.metrics(), config.applicationId())) {
            RunState state = new RunState(report, Identity.of(report, Map.of()), clock.instant());
            offered = PublicEndpoints.of(state, metrics, clock).stream()
                    .map(Endpoint::path)
                    .toList();
        }

        assertThat(offered).containsAll(asked);
        assertThat(container.getPorts())
                .extracting(ContainerPort::getContainerPort)
                .containsExactly(config.health().port());
        assertThat(Manifests.all(objects, Service.class))
                .flatExtracting(service -> service.getSpec().getPorts())
                .allSatisfy(port ->
                        assertThat(port.getPort()).isEqualTo(config.health().port()));
        // What changes a running process is for the pod itself.
        assertThat(config.admin().host()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void podsAreGivenMoreTimeThanAStopMayTake(Variant variant) {
        List<ObjectNode> objects = variant.render();
        FirnConfig config =
                Checked.config(Installed.in(temp, objects), true).config().orElseThrow();

        assertThat(Manifests.pod(objects).getTerminationGracePeriodSeconds())
                .isGreaterThan(config.shutdownTimeout().toSeconds() + 30);
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void heapStoresBuffersAndTheRestFitTheLimit(Variant variant) {
        List<ObjectNode> objects = variant.render();
        Installed installed = Installed.in(temp, objects);
        ConfigReport report = Checked.config(installed, true);
        FirnConfig config = report.config().orElseThrow();
        long limit =
                bytes(Manifests.container(objects).getResources().getLimits().get("memory"));
        String jvm = installed.environment().get("JAVA_TOOL_OPTIONS");

        // Of this process, only for what does not depend on its own heap.
        MemoryPlan here = MemoryPlan.of(report.streams().orElseThrow().properties(), false);
        MemoryPlan there = new MemoryPlan(
                limit * option(jvm, "-XX:MaxRAMPercentage=(\\d+)") / 100,
                config.steps().haveState() ? config.state().memory().bytesOf(limit) : 0,
                option(jvm, "-XX:MaxDirectMemorySize=(\\d+)m") << 20,
                here.threads(),
                here.rest());

        assertThat(there.sum()).isLessThanOrEqualTo(limit);
        assertThat(jvm).contains("-XX:+ExitOnOutOfMemoryError");
    }

    private static long option(String jvm, String pattern) {
        var matcher = java.util.regex.Pattern.compile(pattern).matcher(jvm);
        assertThat(matcher.find()).as(pattern).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static long bytes(Quantity quantity) {
        return Quantity.getAmountInBytes(quantity).longValueExact();
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void threadsAreAsManyAsProcessors(Variant variant) {
        Installed installed = Installed.in(temp, variant.render());

        assertThat(setting(installed, StreamsConfig.NUM_STREAM_THREADS_CONFIG))
                .isEqualTo(Long.toString(
                        option(installed.environment().get("JAVA_TOOL_OPTIONS"), "-XX:ActiveProcessorCount=(\\d+)")));
    }

    @ParameterizedTest
    @MethodSource("dev.firn.k8s.Variant#stateful")
    void aStatefulPodIsAStaticMemberWithItsStateOnTheVolume(Variant variant) {
        Installed installed = Installed.in(temp, variant.render());
        ConfigReport report = Checked.config(installed, true);

        assertThat(report.config().orElseThrow().steps().haveState()).isTrue();
        assertThat(setting(installed, "main.consumer.group.instance.id")).isEqualTo("firn-0");
        assertThat(report.streams().orElseThrow().leavesGroupOnClose()).isFalse();
        assertThat(setting(installed, StreamsConfig.STATE_DIR_CONFIG)).isEqualTo("/var/lib/firn/state");
        assertThat(Manifests.container(variant.render()).getVolumeMounts())
                .anySatisfy(mount -> assertThat(mount.getMountPath()).isEqualTo("/var/lib/firn"));
    }

    @Test
    void aPodWithoutStateHasNoStateAndNoName() {
        ConfigReport report = Checked.config(Installed.in(temp, Variant.STATELESS.render()), true);

        assertThat(report.config().orElseThrow().steps().haveState()).isFalse();
        assertThat(report.streams().orElseThrow().leavesGroupOnClose()).isTrue();
    }

    @Test
    void certificatesAreReadFromTheFilesOfTheSecrets() {
        StreamsConfig config = streams(Variant.PRODUCTION);

        assertThat(config.originals())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.certificates", "the certificate of the cluster")
                .containsEntry("ssl.keystore.certificate.chain", "a certificate")
                .containsEntry("ssl.keystore.key", "a private key");
    }

    @Test
    void credentialsForTokensAreReadFromTheFilesOfTheSecret() {
        StreamsConfig config = streams(Variant.OAUTH);

        assertThat(config.originals())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "OAUTHBEARER")
                .containsEntry("sasl.oauthbearer.client.credentials.client.id", "firn")
                .containsEntry("sasl.oauthbearer.client.credentials.client.secret", "geheim");
        assertThat(Installed.in(temp, Variant.OAUTH.render()).environment().get("JDK_JAVA_OPTIONS"))
                .endsWith("allowed.urls=" + config.originals().get("sasl.oauthbearer.token.endpoint.url"));
    }

    @Test
    void theZoneOfThePodIsItsRack() {
        Map<String, Object> settings = streams(Variant.RACK_AWARE).originals();

        assertThat(settings)
                .containsEntry("main.consumer.client.rack", "zone-a")
                .containsEntry("restore.consumer.client.rack", "zone-a")
                .containsEntry("client.tag.zone", "zone-a")
                .containsEntry("rack.aware.assignment.tags", "zone");
    }

    private StreamsConfig streams(Variant variant) {
        StreamsSettings settings = Checked.config(Installed.in(temp, variant.render()), true)
                .streams()
                .orElseThrow();
        return new StreamsConfig(settings.properties());
    }

    private static String setting(Installed installed, String key) {
        return Checked.config(installed, true)
                .streams()
                .orElseThrow()
                .properties()
                .getProperty(key);
    }

    /** What only a process can show: arguments, variables and options of the JVM, all of them at once. */
    @Test
    void theApplicationTakesTheArgumentsAndVariablesOfTheContainer() throws IOException, InterruptedException {
        List<ObjectNode> objects = new ArrayList<>(Variant.DEV.render());
        // Reading what clients look like takes seconds, and is looked at above.
        objects.forEach(object -> {
            if (Manifests.name(object).equals("firn-enrichments")) {
                ((ObjectNode) object.get("data")).remove("yauaa_enrichment_config.json");
            }
        });
        Installed installed = Installed.in(temp, objects);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.firn.app.Main",
                "lint",
                "--offline"));
        assertThat(installed.arguments()).startsWith("run");
        command.addAll(installed.arguments().subList(1, installed.arguments().size()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        new TreeSet<>(builder.environment().keySet())
                .stream()
                        .filter(name -> name.startsWith("KAFKA_") || name.startsWith("FIRN"))
                        .forEach(builder.environment()::remove);
        builder.environment().putAll(installed.environment());

        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).contains("all good").doesNotContainIgnoringCase("warning", "pepper", "not-a-secret");
    }
}
