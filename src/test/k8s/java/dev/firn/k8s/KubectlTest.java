package dev.firn.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the other tests look at is what {@code kubectl kustomize} makes of the same folders. */
class KubectlTest {

    private static final String GENERATED =
            "\\b((?:firn|sp-enricher)-(?:config|resolver|enrichments|secrets))-[a-z0-9]{10}\\b";

    private final Optional<Kubectl> kubectl = Kubectl.find();

    @TempDir
    private Path temp;

    @BeforeEach
    void needsKubectl() {
        assumeTrue(
                kubectl.isPresent(), "no kubectl 1.27 or later: neither FIRN_KUBECTL names one nor is one on the path");
    }

    @TestFactory
    Stream<DynamicTest> rendersTheSame() throws IOException {
        Map<String, Path> folders = new LinkedHashMap<>();
        for (Variant variant : Variant.values()) {
            folders.put(variant.name(), variant.components().isEmpty() ? variant.folder() : written(variant));
        }
        for (Path other : List.of(Repo.STRIMZI, Repo.overlay("dev-kafka"), Repo.overlay("seed-compat"))) {
            folders.put(Repo.K8S.relativize(other).toString(), other);
        }
        return folders.entrySet().stream()
                .map(one -> dynamicTest(one.getKey(), () -> {
                    Map<String, JsonNode> theirs = byName(kubectl.orElseThrow().render(one.getValue()));
                    Map<String, JsonNode> ours = byName(Kustomize.render(one.getValue()));

                    assertThat(ours.keySet()).isEqualTo(theirs.keySet());
                    theirs.forEach((name, object) ->
                            assertThat(ours.get(name)).as(name).isEqualTo(object));
                }));
    }

    /** As a user would write it down; a kustomization may name others by relative paths only. */
    private Path written(Variant variant) throws IOException {
        Path folder = Files.createDirectory(temp.toRealPath().resolve(variant.name()));
        StringBuilder text = new StringBuilder(
                """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                  - %s
                components:
                """
                        .formatted(relative(folder, variant.folder())));
        for (Path component : variant.components()) {
            text.append("  - ").append(relative(folder, component)).append('\n');
        }
        Files.writeString(folder.resolve("kustomization.yaml"), text);
        return folder;
    }

    private static Path relative(Path folder, Path other) throws IOException {
        return folder.relativize(other.toRealPath());
    }

    /** Without hashes, and numbers as they print: 1.0 as 1. */
    private static Map<String, JsonNode> byName(Collection<? extends JsonNode> objects) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, JsonNode> named = new TreeMap<>();
        for (JsonNode object : objects) {
            ObjectNode plain = (ObjectNode) json.readTree(object.toString().replaceAll(GENERATED, "$1"));
            named.put(plain.get("kind").asText() + " " + Manifests.name(plain), plain);
        }
        return named;
    }
}
