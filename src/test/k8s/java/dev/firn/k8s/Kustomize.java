package dev.firn.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.k8s.model.Kustomization;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Puts manifests together as Kustomize does, as far as ours go, so that what a cluster would get is checked in every build.
 * Without hashes behind the names of generated objects. {@link KubectlTest} holds it against the real one.
 */
final class Kustomize {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<ObjectNode> objects = new ArrayList<>();

    private Kustomize() {}

    /** What a kustomization makes, with further components laid over it. */
    static List<ObjectNode> render(Path folder, Path... components) {
        Kustomize result = new Kustomize();
        result.add(folder);
        for (Path component : components) {
            result.add(component);
        }
        return result.objects;
    }

    private void add(Path folder) {
        Kustomization read = StrictReader.read(
                Yaml.documents(folder.resolve("kustomization.yaml")).get(0), Kustomization.class);
        if (read.kind().equals("Component")) {
            addTo(this, folder, read);
        } else {
            Kustomize own = new Kustomize();
            addTo(own, folder, read);
            objects.addAll(own.objects);
        }
    }

    private static void addTo(Kustomize result, Path folder, Kustomization read) {
        for (String resource : read.resources()) {
            Path path = folder.resolve(resource).normalize();
            if (Files.isDirectory(path)) {
                result.add(path);
            } else {
                Yaml.documents(path).forEach(document -> result.objects.add((ObjectNode) document));
            }
        }
        read.components()
                .forEach(component -> result.add(folder.resolve(component).normalize()));
        read.configMapGenerator()
                .forEach(one -> result.generate(folder, one, "ConfigMap", "data", UnaryOperator.identity()));
        read.secretGenerator().forEach(one -> result.generate(folder, one, "Secret", "data", Kustomize::base64));
        read.patches().forEach(patch -> result.patch(folder, patch));
        if (read.namespace() != null) {
            result.objects.forEach(object -> object.withObject("/metadata").put("namespace", read.namespace()));
        }
        read.replicas().forEach(replicas -> result.objects.stream()
                .filter(object -> Manifests.name(object).equals(replicas.name())
                        && object.at("/spec/replicas").isInt())
                .forEach(object -> ((ObjectNode) object.get("spec")).put("replicas", replicas.count())));
        read.images()
                .forEach(image -> Manifests.containers(result.objects).forEach(container -> rename(container, image)));
    }

    private void generate(
            Path folder,
            Kustomization.Generator generator,
            String kind,
            String member,
            UnaryOperator<String> encoding) {
        ObjectNode object = NODES.objectNode().put("apiVersion", "v1").put("kind", kind);
        object.putObject("metadata").put("name", generator.name());
        ObjectNode data = object.putObject(member);
        generator.contents(folder).forEach((key, file) -> data.put(key, encoding.apply(Repo.text(file))));
        if (generator.options() != null && generator.options().labels() != null) {
            ObjectNode labels = object.withObject("/metadata").putObject("labels");
            generator.options().labels().forEach(labels::put);
        }
        for (String literal : generator.literals()) {
            String[] parts = literal.split("=", 2);
            data.put(parts[0], encoding.apply(parts[1]));
        }
        if (kind.equals("Secret")) {
            object.put("type", "Opaque");
        }
        if ("replace".equals(generator.behavior())) {
            objects.removeIf(one -> Manifests.is(one, kind, generator.name()));
        }
        objects.add(object);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void rename(ObjectNode container, Kustomization.Image image) {
        String[] parts = container.get("image").asText().split(":", 2);
        if (parts[0].equals(image.name())) {
            String name = image.newName() == null ? parts[0] : image.newName();
            container.put("image", name + ":" + image.newTag());
        }
    }

    private void patch(Path folder, Kustomization.Patch patch) {
        List<JsonNode> documents =
                patch.path() == null ? Yaml.documents(patch.patch()) : Yaml.documents(folder.resolve(patch.path()));
        for (JsonNode document : documents) {
            List<ObjectNode> targets = objects.stream()
                    .filter(object -> patch.target() == null
                            ? Manifests.is(object, document.get("kind").asText(), Manifests.name(document))
                            : matches(object, patch.target()))
                    .toList();
            if (targets.isEmpty()) {
                throw new IllegalArgumentException(folder + ": nothing to patch with " + document);
            }
            targets.forEach(target -> patch(target, document));
        }
    }

    private static boolean matches(JsonNode object, Kustomization.Target target) {
        return (target.kind() == null || object.get("kind").asText().matches(target.kind()))
                && (target.name() == null || Manifests.name(object).matches(target.name()));
    }

    private void patch(ObjectNode target, JsonNode document) {
        if (document.isArray()) {
            JsonPatch.apply(target, document);
        } else if (document.path("$patch").asText().equals("delete")) {
            objects.remove(target);
        } else {
            // What a patch is called, and for which of several kinds it is written, is not the target's business.
            ObjectNode part = document.deepCopy();
            part.remove(List.of("apiVersion", "kind"));
            part.withObject("/metadata").remove("name");
            merge(target, part, isBuiltIn(target));
        }
    }

    /** Of kinds that Kustomize has no schema of, lists are replaced. */
    private static boolean isBuiltIn(JsonNode object) {
        String group = object.get("apiVersion").asText();
        return !group.contains(".") || group.contains("k8s.io");
    }

    private static void merge(ObjectNode object, JsonNode part, boolean byKey) {
        part.properties().forEach(member -> {
            JsonNode old = object.get(member.getKey());
            JsonNode given = member.getValue();
            if (given.isNull()) {
                object.remove(member.getKey());
            } else if (old instanceof ObjectNode inner && given.isObject()) {
                merge(inner, given, byKey);
            } else if (old instanceof ArrayNode list && given.isArray() && byKey && key(member.getKey()) != null) {
                object.set(member.getKey(), merged(list, given, key(member.getKey())));
            } else {
                object.set(member.getKey(), given.deepCopy());
            }
        });
    }

    /** What tells the elements of such a list apart; null for a list that is replaced as a whole. */
    private static String key(String list) {
        return switch (list) {
            case "containers", "env", "volumes" -> "name";
            case "volumeMounts" -> "mountPath";
            case "ports" -> "containerPort";
            default -> null;
        };
    }

    /** Those of the patch first, as Kustomize has it. */
    private static ArrayNode merged(ArrayNode list, JsonNode given, String key) {
        ArrayNode result = NODES.arrayNode();
        List<JsonNode> rest = new ArrayList<>();
        list.forEach(rest::add);
        for (JsonNode part : given) {
            ObjectNode element = part.deepCopy();
            for (JsonNode old : List.copyOf(rest)) {
                if (old.get(key).equals(part.get(key))) {
                    rest.remove(old);
                    element = old.deepCopy();
                    merge(element, part, true);
                }
            }
            result.add(element);
        }
        rest.forEach(result::add);
        return result;
    }
}
