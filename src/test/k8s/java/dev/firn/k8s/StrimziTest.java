package dev.firn.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.strimzi.api.kafka.model.connect.KafkaConnect;
import io.strimzi.api.kafka.model.connector.KafkaConnector;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.nodepool.ProcessRoles;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cluster suits transactions, and is the one that everything else names. */
class StrimziTest {

    private static final List<ObjectNode> CLUSTER = Kustomize.render(Repo.STRIMZI);

    @Test
    void brokersKeepTransactionsOnThreeAndAnswerForTwo() {
        Kafka kafka = Manifests.only(CLUSTER, Kafka.class);

        assertThat(kafka.getSpec().getKafka().getConfig())
                .containsEntry("transaction.state.log.replication.factor", 3)
                .containsEntry("transaction.state.log.min.isr", 2)
                .containsEntry("offsets.topic.replication.factor", 3)
                .containsEntry("default.replication.factor", 3)
                .containsEntry("min.insync.replicas", 2)
                .containsEntry("auto.create.topics.enable", false);
    }

    @Test
    void topicsAreThoseOfTheGuideAndAsSafe() {
        List<KafkaTopic> topics = Manifests.all(CLUSTER, KafkaTopic.class);

        assertThat(topics)
                .extracting(topic -> topic.getMetadata().getName())
                .containsExactlyInAnyOrder(
                        "snowplow-good",
                        "snowplow-bad",
                        "snowplow-enriched-good",
                        "snowplow-enriched-bad",
                        "snowplow-pii");
        assertThat(topics).allSatisfy(topic -> {
            assertThat(topic.getSpec().getPartitions()).isEqualTo(6);
            assertThat(topic.getSpec().getReplicas()).isEqualTo(3);
            assertThat(topic.getSpec().getConfig()).containsEntry("min.insync.replicas", 2);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"strimzi", "overlays/dev-kafka"})
    void threeControllersAndThreeBrokersWithTheCluster(String folder) {
        List<ObjectNode> objects = Kustomize.render(Repo.K8S.resolve(folder));
        String cluster = Manifests.only(objects, Kafka.class).getMetadata().getName();
        Map<ProcessRoles, Integer> nodes = new TreeMap<>();
        Manifests.all(objects, KafkaNodePool.class).forEach(pool -> pool.getSpec()
                .getRoles()
                .forEach(role -> nodes.merge(role, pool.getSpec().getReplicas(), Integer::sum)));

        assertThat(nodes).containsEntry(ProcessRoles.CONTROLLER, 3).containsEntry(ProcessRoles.BROKER, 3);
        assertThat(objects)
                .filteredOn(object -> !List.of("Kafka", "KafkaConnect", "KafkaConnector")
                        .contains(object.get("kind").asText()))
                .allSatisfy(object -> assertThat(object.at("/metadata/labels/strimzi.io~1cluster")
                                .asText())
                        .isEqualTo(cluster));
    }

    /** The user operator refuses rights that no broker checks, and certificates that none asks for. */
    @Test
    void usersAndAuthorizationGoTogether() {
        List<ObjectNode> open = Kustomize.render(Repo.overlay("dev-kafka"));

        assertThat(Manifests.only(CLUSTER, Kafka.class).getSpec().getKafka().getAuthorization())
                .isNotNull();
        assertThat(Manifests.all(CLUSTER, KafkaUser.class))
                .extracting(user -> user.getMetadata().getName())
                .contains("firn", "collector", "connect", "keda");
        assertThat(Manifests.only(open, Kafka.class).getSpec().getKafka().getAuthorization())
                .isNull();
        assertThat(Manifests.all(open, KafkaUser.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void everyVariantReachesBrokersThroughAListenerThatThereIs(Variant variant) {
        List<ObjectNode> objects = variant.render();
        String servers = Manifests.container(objects).getEnv().stream()
                .filter(variable -> variable.getName().equals("KAFKA_BOOTSTRAP_SERVERS"))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
        int port = Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
        Map<Integer, String> listeners = new LinkedHashMap<>();
        // Tokens need an identity provider, so the listener for them is described, not shipped.
        listeners.put(9094, "docs/kubernetes.md");
        for (String folder : List.of("strimzi", "overlays/dev-kafka")) {
            Manifests.only(Kustomize.render(Repo.K8S.resolve(folder)), Kafka.class)
                    .getSpec()
                    .getKafka()
                    .getListeners()
                    .forEach(listener -> listeners.put(listener.getPort(), folder));
        }

        assertThat(servers).startsWith("snowplow-kafka-bootstrap.kafka:");
        assertThat(listeners).containsKey(port);
        assertThat(Manifests.all(objects, NetworkPolicy.class).stream()
                        .flatMap(policy -> policy.getSpec().getEgress().stream())
                        .filter(rule -> rule.getTo().stream()
                                .anyMatch(peer -> peer.getPodSelector() != null
                                        && peer.getPodSelector()
                                                .getMatchLabels()
                                                .containsKey("strimzi.io/cluster")))
                        .flatMap(rule -> rule.getPorts().stream())
                        .map(allowed -> allowed.getPort().getIntVal()))
                .contains(port);
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void nothingGoesInOrOutThatNoPolicyNames(Variant variant) {
        assertThat(Manifests.all(variant.render(), NetworkPolicy.class))
                .allSatisfy(policy ->
                        assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress"))
                .anySatisfy(policy -> {
                    assertThat(policy.getSpec().getIngress()).isEmpty();
                    assertThat(policy.getSpec().getEgress()).isEmpty();
                })
                .allSatisfy(policy -> assertThat(policy.getSpec().getIngress())
                        .allSatisfy(rule -> assertThat(rule.getPorts())
                                .allSatisfy(port ->
                                        assertThat(port.getPort().getStrVal()).isEqualTo("http"))));
    }

    @Test
    void connectReachesTheClusterByItsOwnListener() {
        KafkaConnect secured = Manifests.only(CLUSTER, KafkaConnect.class);
        KafkaConnect open = Manifests.only(Kustomize.render(Repo.overlay("dev-kafka")), KafkaConnect.class);

        assertThat(secured.getSpec().getBootstrapServers()).endsWith(":" + port(Repo.STRIMZI));
        assertThat(open.getSpec().getBootstrapServers()).endsWith(":" + port(Repo.overlay("dev-kafka")));
        assertThat(open.getSpec().getAuthentication()).isNull();
        assertThat(open.getSpec().getTls()).isNull();
    }

    private static int port(Path folder) {
        return Manifests.only(Kustomize.render(folder), Kafka.class).getSpec().getKafka().getListeners().stream()
                .mapToInt(GenericKafkaListener::getPort)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void connectorsAreTheTestedConfigurations() {
        String workers =
                Manifests.only(CLUSTER, KafkaConnect.class).getMetadata().getName();
        Map<String, Map<String, String>> tested = new TreeMap<>();
        Repo.files(Repo.K8S.resolve("connectors"), ".json").forEach(file -> {
            JsonNode json = Yaml.json(file);
            tested.put(json.get("name").asText(), texts(json.get("config")));
        });
        Map<String, Map<String, String>> shipped = new TreeMap<>();
        Repo.files(Repo.STRIMZI.resolve("connectors"), "sink.yaml").forEach(file -> {
            JsonNode resource = Yaml.documents(file).get(0);
            KafkaConnector connector = StrictReader.read(resource, KafkaConnector.class);
            Map<String, String> config = texts(resource.at("/spec/config"));
            config.put("connector.class", connector.getSpec().getClassName());
            config.put("tasks.max", connector.getSpec().getTasksMax().toString());
            shipped.put(connector.getMetadata().getName(), config);

            assertThat(connector.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", workers);
            assertThat(connector.getSpec().getAutoRestart().isEnabled()).isTrue();
        });

        assertThat(shipped).isEqualTo(tested);
        assertThat(tested).isNotEmpty().allSatisfy((name, config) -> assertThat(config)
                .containsEntry("consumer.override.isolation.level", "read_committed"));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }
}
