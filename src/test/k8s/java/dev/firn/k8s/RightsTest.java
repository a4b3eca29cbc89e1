package dev.firn.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.app.assembly.Assembly;
import dev.firn.app.config.FirnConfig;
import dev.firn.app.run.ClusterNeeds;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.RunLog;
import dev.firn.k8s.model.Keda;
import dev.firn.topology.output.TopicNeeds;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Topics, rights and scaling say the names that the configuration says. */
class RightsTest {

    private static final List<ObjectNode> CLUSTER = Kustomize.render(Repo.STRIMZI);

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource(Variant.class)
    void everyTopicOfTheConfigurationIsMade(Variant variant) {
        FirnConfig config = Checked.config(Installed.in(temp, variant.render()), true)
                .config()
                .orElseThrow();
        Set<String> topics = new TreeSet<>(TopicNeeds.of(config.outputs().all()).names());
        topics.addAll(config.input().topics());

        assertThat(Manifests.all(CLUSTER, KafkaTopic.class))
                .extracting(topic -> topic.getMetadata().getName())
                .containsAll(topics);
    }

    @Test
    void theUserHasExactlyTheRightsThatTheStatefulApplicationNeeds() {
        Prepared prepared = prepared(Variant.PRODUCTION);
        try (Assembly assembly = prepared.assembly()) {
            assertThat(assembly.findings()).isEmpty();
            ClusterNeeds needs = needs(prepared);
            String application = needs.applicationId();
            Set<String> needed = new TreeSet<>();
            needs.inputs().forEach(topic -> needed.add("topic literal " + topic + " Read"));
            for (String topic : needs.outputs().names()) {
                needed.add("topic literal " + topic + " Write");
                needed.add("topic literal " + topic + " DescribeConfigs");
            }
            for (String operation : List.of("Create", "Read", "Write", "Delete")) {
                needed.add("topic prefix " + application + "- " + operation);
            }
            needed.add("group literal " + application + " Read");
            needed.add("transactionalId prefix " + application + "- Write");

            assertThat(rights("firn")).isEqualTo(needed);
            assertThat(needs.internalTopics())
                    .as("a changelog and a topic between")
                    .hasSize(2)
                    .allSatisfy(topic -> assertThat(topic).startsWith(application + "-"));
        }
    }

    @Test
    void withoutStateNoRightIsMissingEither() {
        Prepared prepared = prepared(Variant.STATELESS);
        try (Assembly assembly = prepared.assembly()) {
            ClusterNeeds needs = needs(prepared);

            assertThat(needs.internalTopics()).isEmpty();
            assertThat(rights("firn"))
                    .contains("topic literal " + needs.inputs().get(0) + " Read")
                    .containsAll(needs.outputs().names().stream()
                            .map(topic -> "topic literal " + topic + " Write")
                            .toList());
        }
    }

    /** Nothing that belongs to somebody else begins like what is internal. */
    @Test
    void noTopicBeginsLikeTheInternalOnes() {
        assertThat(Manifests.all(CLUSTER, KafkaTopic.class))
                .noneMatch(topic -> topic.getMetadata().getName().startsWith("firn-"));
    }

    @Test
    void theCollectorMayWriteWhatFirnReadsAndNothingElse() {
        FirnConfig config = Checked.config(Installed.in(temp, Variant.BASE.render()), true)
                .config()
                .orElseThrow();

        assertThat(rights("collector"))
                .containsExactlyInAnyOrder(
                        "topic literal " + config.input().topics().get(0) + " Write",
                        "topic literal snowplow-bad Write");
    }

    @Test
    void scalingLooksAtTheInputOfTheApplicationAndStaysWithinItsPartitions() {
        List<ObjectNode> objects = Variant.SCALED.render();
        Installed installed = Installed.in(temp, objects);
        FirnConfig config = Checked.config(installed, true).config().orElseThrow();
        int threads = Integer.parseInt(Checked.config(installed, true)
                .streams()
                .orElseThrow()
                .properties()
                .getProperty(StreamsConfig.NUM_STREAM_THREADS_CONFIG));
        Keda.ScaledObject scaled = Manifests.only(objects, Keda.ScaledObject.class);
        Keda.Trigger trigger = scaled.spec().triggers().get(0);
        int partitions = Manifests.all(CLUSTER, KafkaTopic.class).stream()
                .filter(topic ->
                        topic.getMetadata().getName().equals(trigger.metadata().get("topic")))
                .mapToInt(topic -> topic.getSpec().getPartitions())
                .findFirst()
                .orElseThrow();

        assertThat(trigger.metadata())
                .containsEntry("consumerGroup", config.applicationId())
                .containsEntry("bootstrapServers", installed.environment().get("KAFKA_BOOTSTRAP_SERVERS"))
                .containsEntry("offsetResetPolicy", "earliest");
        assertThat(config.input().topics()).contains(trigger.metadata().get("topic"));
        assertThat(scaled.spec().maxReplicaCount() * threads).isLessThanOrEqualTo(partitions);
        assertThat(scaled.spec().fallback().replicas())
                .isLessThanOrEqualTo(scaled.spec().maxReplicaCount());
        assertThat(scaled.spec().minReplicaCount()).isPositive();
        assertThat(scaled.spec().idleReplicaCount()).isNull();
        assertThat(scaled.spec().cooldownPeriod()).isGreaterThanOrEqualTo(600);
        assertThat(scaled.spec()
                        .advanced()
                        .horizontalPodAutoscalerConfig()
                        .behavior()
                        .scaleDown()
                        .policies())
                .singleElement()
                .satisfies(policy -> assertThat(policy).isEqualTo(new Keda.Policy("Pods", 1, 300)));
        assertThat(rights("keda"))
                .containsExactlyInAnyOrder(
                        "topic literal " + trigger.metadata().get("topic") + " Describe",
                        "group literal " + config.applicationId() + " Describe");
        assertThat(scaled.spec().scaleTargetRef())
                .isEqualTo(new Keda.ScaleTarget("apps/v1", "StatefulSet", "firn", null));
        assertThat(Manifests.only(objects, Keda.TriggerAuthentication.class)
                        .metadata()
                        .getName())
                .isEqualTo(trigger.authenticationRef().name());
        assertThat(objects)
                .noneMatch(object -> object.at("/spec/template").isObject()
                        && object.at("/spec/replicas").isInt());
    }

    /** Without the enrichment that takes seconds to start: it writes to no topic. */
    private Prepared prepared(Variant variant) {
        Installed installed = Installed.in(temp, variant.render());
        return Checked.prepared(
                installed,
                Checked.enrichments(installed).stream()
                        .filter(one -> !one.json().toString().contains("yauaa_enrichment_config"))
                        .toList());
    }

    private static ClusterNeeds needs(Prepared prepared) {
        return ClusterNeeds.of(
                prepared.config().input().topics(),
                null,
                TopicNeeds.of(prepared.outputs()),
                prepared.config().applicationId(),
                prepared.topology(null, new RunLog()));
    }

    /** One line for each operation; a right that stands twice fails. */
    private static Set<String> rights(String user) {
        Set<String> rights = new HashSet<>();
        for (ObjectNode object : CLUSTER) {
            if (Manifests.is(object, KafkaUser.RESOURCE_KIND, user)) {
                for (JsonNode acl : object.at("/spec/authorization/acls")) {
                    JsonNode resource = acl.get("resource");
                    String about = String.join(
                            " ",
                            resource.get("type").asText(),
                            resource.get("patternType").asText(),
                            resource.get("name").asText());
                    acl.get("operations").forEach(operation -> assertThat(rights.add(about + " " + operation.asText()))
                            .isTrue());
                    assertThat(acl.path("host").asText("*")).isEqualTo("*");
                }
            }
        }
        return rights;
    }
}
