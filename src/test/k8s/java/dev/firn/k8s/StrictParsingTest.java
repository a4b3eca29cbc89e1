package dev.firn.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.k8s.model.Kustomization;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.strimzi.api.kafka.model.kafka.Kafka;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every document is one that the API would take: its kind is known, and so is each of its fields. */
class StrictParsingTest {

    @TestFactory
    Stream<DynamicTest> everyManifestIsOfTheRealModel() {
        Set<Path> patches = patchFiles();
        return yamlFiles()
                .filter(file -> !patches.contains(file))
                .map(file -> dynamicTest(Repo.K8S.relativize(file).toString(), () -> {
                    List<JsonNode> documents = Yaml.documents(file);
                    assertThat(documents).isNotEmpty();
                    documents.forEach(document -> RequiredFields.check(StrictReader.read(document)));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyPatchIsPartOfTheRealModel() {
        return kustomizations().flatMap(file -> kustomization(file).patches().stream()
                .map(patch -> dynamicTest(
                        Repo.K8S.relativize(file.getParent()) + " " + (patch.path() == null ? "inline" : patch.path()),
                        () -> patchDocuments(file.getParent(), patch).forEach(StrictParsingTest::readPatch))));
    }

    @TestFactory
    Stream<DynamicTest> everyJsonFileIsReadableAndSaysNothingTwice() {
        return Repo.files(Repo.K8S, ".json").stream()
                .map(file -> dynamicTest(Repo.K8S.relativize(file).toString(), () -> assertThat(Yaml.json(file))
                        .isNotEmpty()));
    }

    @Test
    void everyFileThatKustomizationsNameIsThere() {
        kustomizations().forEach(file -> {
            Kustomization read = kustomization(file);
            Path folder = file.getParent();
            Stream.of(
                            read.resources().stream().map(folder::resolve),
                            read.components().stream().map(folder::resolve),
                            read.configMapGenerator().stream().flatMap(one -> one.contents(folder).values().stream()),
                            read.patches().stream()
                                    .map(Kustomization.Patch::path)
                                    .filter(path -> path != null)
                                    .map(folder::resolve))
                    .flatMap(paths -> paths)
                    .forEach(path -> assertThat(path).exists());
        });
    }

    @Test
    void everyEnrichmentInAFolderIsAlsoInItsMap() {
        kustomizations().forEach(file -> kustomization(file).configMapGenerator().stream()
                .flatMap(one -> one.files().stream())
                .filter(name -> name.contains("/"))
                .map(name -> file.resolveSibling(name).getParent())
                .distinct()
                .filter(folder -> folder.getFileName().toString().equals("enrichments"))
                .forEach(
                        folder -> assertThat(Repo.files(folder, ".json")).allSatisfy(json -> assertThat(Repo.text(file))
                                .contains("enrichments/" + json.getFileName()))));
    }

    @Test
    void refusesAFieldThatTheApiDoesNotHave() {
        JsonNode typo = only("{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: a}, spec: {replica: 2}}");

        assertThatThrownBy(() -> StrictReader.read(typo)).hasMessageContaining("replica");
    }

    @Test
    void refusesAFieldThatAModelOfStrimziWouldKeepAside() {
        JsonNode typo =
                only("{apiVersion: kafka.strimzi.io/v1, kind: Kafka, spec: {kafka: {version: 4.3.1, listener: []}}}");

        assertThatThrownBy(() -> StrictReader.read(typo)).hasMessageContaining("listener");
    }

    @Test
    void refusesAFieldOfAnOlderVersionOfTheApi() {
        JsonNode old =
                only("{apiVersion: kafka.strimzi.io/v1, kind: Kafka, spec: {kafka: {version: 4.3.1, replicas: 3}}}");

        assertThatThrownBy(() -> StrictReader.read(old)).hasMessageContaining("replicas");
        assertThat(StrictReader.read(only("{apiVersion: kafka.strimzi.io/v1, kind: Kafka}")))
                .isInstanceOf(Kafka.class);
    }

    @Test
    void refusesAManifestWithoutAFieldThatHasToBeThere() {
        JsonNode part = only("{apiVersion: kafka.strimzi.io/v1, kind: KafkaConnect, spec: {replicas: 1}}");

        assertThatThrownBy(() -> RequiredFields.check(StrictReader.read(part)))
                .hasMessageContaining("KafkaConnectSpec needs");
    }

    @Test
    void refusesANumberWhereATextHasToStand() {
        JsonNode number = only("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {threads: 2}}");

        assertThatThrownBy(() -> StrictReader.read(number)).hasMessageContaining("threads");
    }

    @Test
    void refusesATextWhereANumberHasToStand() {
        JsonNode text = only("{apiVersion: apps/v1, kind: StatefulSet, spec: {replicas: \"2\"}}");

        assertThatThrownBy(() -> StrictReader.read(text)).hasMessageContaining("replicas");
        assertThat(StrictReader.read(only("{apiVersion: apps/v1, kind: StatefulSet, spec: {replicas: 2}}")))
                .isInstanceOf(StatefulSet.class);
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThatThrownBy(() -> Yaml.documents("kind: A\nspec:\n  a: 1\n  a: 2\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Duplicate");
    }

    @Test
    void refusesAKindThatNobodyKnows() {
        assertThatThrownBy(() -> StrictReader.read(only("{apiVersion: kafka.strimzi.io/v1beta2, kind: Kafka}")))
                .hasMessageContaining("no model");
    }

    private static JsonNode only(String text) {
        return Yaml.documents(text).get(0);
    }

    private static Stream<Path> yamlFiles() {
        return Repo.files(Repo.K8S, ".yaml").stream();
    }

    private static Stream<Path> kustomizations() {
        return yamlFiles().filter(file -> file.endsWith("kustomization.yaml"));
    }

    private static Kustomization kustomization(Path file) {
        return StrictReader.read(Yaml.documents(file).get(0), Kustomization.class);
    }

    private static Set<Path> patchFiles() {
        Set<Path> files = new HashSet<>();
        kustomizations().forEach(file -> kustomization(file).patches().stream()
                .filter(patch -> patch.path() != null)
                .forEach(patch -> files.add(file.resolveSibling(patch.path()).normalize())));
        return files;
    }

    private static List<JsonNode> patchDocuments(Path folder, Kustomization.Patch patch) {
        return patch.path() == null ? Yaml.documents(patch.patch()) : Yaml.documents(folder.resolve(patch.path()));
    }

    private static void readPatch(JsonNode patch) {
        if (patch.isArray()) {
            patch.forEach(operation -> StrictReader.read(operation, JsonPatch.Operation.class));
        } else {
            StrictReader.readPatch(patch);
        }
    }
}
