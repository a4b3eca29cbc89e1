package dev.firn.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods of all variants: safe, bounded, watched. */
class WorkloadTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\((\\w+)\\)");

    @ParameterizedTest
    @EnumSource(Variant.class)
    void everyContainerIsProbedThroughThePortCalledHttp(Variant variant) {
        Container container = Manifests.container(variant.render());

        assertThat(container.getPorts()).singleElement().satisfies(port -> assertThat(port.getName())
                .isEqualTo("http"));
        assertThat(Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                .allSatisfy(probe -> {
                    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
                    assertThat(probe.getTimeoutSeconds()).isLessThanOrEqualTo(probe.getPeriodSeconds());
                });
        assertThat(patience(container.getStartupProbe())).isEqualTo(600);
        assertThat(patience(container.getLivenessProbe())).isEqualTo(60);
    }

    private static int patience(Probe probe) {
        return probe.getPeriodSeconds() * probe.getFailureThreshold();
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void everyPodFulfilsTheRestrictedProfile(Variant variant) {
        PodSpec pod = Manifests.pod(variant.render());

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC()))
                .containsOnlyNulls();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532);
        assertThat(pod.getSecurityContext().getRunAsGroup()).isEqualTo(65532);
        assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(65532);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getContainers()).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getSecurityContext().getCapabilities().getAdd())
                    .isEmpty();
            assertThat(container.getSecurityContext().getPrivileged()).isNull();
        });
        assertThat(pod.getVolumes()).noneMatch(volume -> volume.getHostPath() != null);
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void memoryIsRequestedAndLimitedAlikeAndProcessorsAreNotLimited(Variant variant) {
        Container container = Manifests.container(variant.render());
        Map<String, Quantity> requests = container.getResources().getRequests();
        Map<String, Quantity> limits = container.getResources().getLimits();

        assertThat(limits).containsOnlyKeys("memory");
        assertThat(requests).containsOnlyKeys("cpu", "memory");
        assertThat(requests.get("memory")).isEqualTo(limits.get("memory"));
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void whatIsWrittenHasAVolumeAndTheRestIsReadOnly(Variant variant) {
        Container container = Manifests.container(variant.render());

        assertThat(container.getVolumeMounts())
                .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .extracting(VolumeMount::getMountPath)
                .containsExactlyInAnyOrder("/var/lib/firn", "/tmp");
        assertThat(container.getVolumeMounts())
                .allSatisfy(mount -> assertThat(mount.getSubPath()).isNull());
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void everyMountHasItsVolumeAndEveryVolumeItsMount(Variant variant) {
        List<ObjectNode> objects = variant.render();
        PodSpec pod = Manifests.pod(objects);
        Set<String> volumes = new TreeSet<>();
        pod.getVolumes().stream().map(Volume::getName).forEach(volumes::add);
        Manifests.all(objects, StatefulSet.class).forEach(set -> set.getSpec().getVolumeClaimTemplates().stream()
                .map(PersistentVolumeClaim::getMetadata)
                .forEach(metadata -> volumes.add(metadata.getName())));

        assertThat(pod.getContainers().get(0).getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(volumes);
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void secretsComeAsFilesAndNotAsVariables(Variant variant) {
        Container container = Manifests.container(variant.render());

        assertThat(container.getEnvFrom()).isEmpty();
        assertThat(container.getEnv())
                .filteredOn(variable -> variable.getValueFrom() != null)
                .allSatisfy(variable ->
                        assertThat(variable.getValueFrom().getSecretKeyRef()).isNull());
        assertThat(container.getEnv())
                .filteredOn(variable -> variable.getName().matches(".*(SECRET|PASSWORD|KEYSTORE_KEY|TOKEN)"))
                .allSatisfy(variable -> assertThat(variable.getValue()).startsWith("${dir:/etc/firn/"));
    }

    /** Kubernetes leaves the text as it is where the variable comes later. */
    @ParameterizedTest
    @EnumSource(Variant.class)
    void variablesStandBehindThoseThatTheyAreMadeOf(Variant variant) {
        Set<String> known = new HashSet<>();
        for (EnvVar variable : Manifests.container(variant.render()).getEnv()) {
            Matcher used = VARIABLE.matcher(String.valueOf(variable.getValue()));
            while (used.find()) {
                assertThat(known).contains(used.group(1));
            }
            assertThat(known.add(variable.getName())).as(variable.getName()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void servicesBudgetAndMonitorFindThePods(Variant variant) {
        List<ObjectNode> objects = variant.render();
        Map<String, String> labels = Stream.concat(
                        Manifests.all(objects, StatefulSet.class).stream().map(set -> set.getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()),
                        Manifests.all(objects, Deployment.class).stream().map(one -> one.getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()))
                .findFirst()
                .orElseThrow();
        List<Map<String, String>> selectors = new ArrayList<>();
        Manifests.all(objects, Service.class)
                .forEach(one -> selectors.add(one.getSpec().getSelector()));
        Manifests.all(objects, PodDisruptionBudget.class)
                .forEach(one -> selectors.add(one.getSpec().getSelector().getMatchLabels()));
        Manifests.all(objects, PodMonitor.class)
                .forEach(one -> selectors.add(one.getSpec().getSelector().getMatchLabels()));

        assertThat(selectors).isNotEmpty().allSatisfy(selector -> assertThat(labels)
                .containsAllEntriesOf(selector));
        assertThat(Manifests.only(objects, PodDisruptionBudget.class)
                        .getSpec()
                        .getMaxUnavailable()
                        .getIntVal())
                .isEqualTo(1);
        assertThat(Manifests.only(objects, ServiceAccount.class).getAutomountServiceAccountToken())
                .isFalse();
        assertThat(Manifests.pod(objects).getServiceAccountName()).isEqualTo("firn");
    }

    @ParameterizedTest
    @MethodSource("dev.firn.k8s.Variant#stateful")
    void aStatefulPodKeepsItsNameAndItsVolume(Variant variant) {
        List<ObjectNode> objects = variant.render();
        StatefulSet set = Manifests.only(objects, StatefulSet.class);
        Service headless = Manifests.all(objects, Service.class).stream()
                .filter(service ->
                        service.getMetadata().getName().equals(set.getSpec().getServiceName()))
                .findFirst()
                .orElseThrow();

        assertThat(headless.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(set.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
        assertThat(set.getSpec().getPersistentVolumeClaimRetentionPolicy().getWhenScaled())
                .isEqualTo("Delete");
        assertThat(set.getSpec().getVolumeClaimTemplates())
                .singleElement()
                .satisfies(claim -> assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteOnce"));
        assertThat(Manifests.container(objects).getEnv()).anySatisfy(variable -> {
            assertThat(variable.getName()).isEqualTo("KAFKA_MAIN_CONSUMER_GROUP_INSTANCE_ID");
            assertThat(variable.getValue()).isEqualTo("$(POD_NAME)");
        });
    }

    @Test
    void productionHasStandbysAndNoTwoPodsOnOneNode() {
        List<ObjectNode> objects = Variant.PRODUCTION.render();
        StatefulSet set = Manifests.only(objects, StatefulSet.class);

        assertThat(set.getSpec().getReplicas()).isGreaterThan(1);
        assertThat(set.getSpec().getPersistentVolumeClaimRetentionPolicy().getWhenDeleted())
                .isEqualTo("Retain");
        assertThat(Manifests.container(objects).getEnv()).contains(new EnvVar("KAFKA_NUM_STANDBY_REPLICAS", "1", null));
        assertThat(Manifests.pod(objects).getTopologySpreadConstraints()).anySatisfy(spread -> {
            assertThat(spread.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
            assertThat(spread.getWhenUnsatisfiable()).isEqualTo("DoNotSchedule");
        });
        assertThat(Manifests.only(objects, PodMonitor.class).getSpec().getPodMetricsEndpoints())
                .singleElement()
                .satisfies(endpoint -> assertThat(endpoint.getPort()).isEqualTo("http"));
    }

    @Test
    void onlyTheDevelopmentOverlayBringsASecret() {
        assertThat(Stream.of(Variant.values()).filter(variant -> !Manifests.all(variant.render(), Secret.class)
                        .isEmpty()))
                .containsExactly(Variant.DEV);
    }

    /** One pod, written down twice for those who read it. */
    @Test
    void thePodWithoutStateIsTheOtherButForItsNameVolumeAndMemory() {
        ObjectNode stateful = pod(Variant.BASE);
        ObjectNode stateless = pod(Variant.STATELESS);

        remove(stateful.at("/containers/0/env"), "KAFKA_MAIN_CONSUMER_GROUP_INSTANCE_ID");
        remove(stateless.get("volumes"), "data");
        for (ObjectNode pod : List.of(stateful, stateless)) {
            ((ObjectNode) pod.at("/containers/0")).remove("resources");
        }
        assertThat(stateless).isEqualTo(stateful);
    }

    private static ObjectNode pod(Variant variant) {
        return variant.render().stream()
                .map(object -> object.at("/spec/template/spec"))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void remove(JsonNode list, String name) {
        var elements = list.elements();
        while (elements.hasNext()) {
            if (elements.next().get("name").asText().equals(name)) {
                elements.remove();
            }
        }
    }
}
