package dev.firn.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The container of a rendered variant, unpacked: what is mounted lies in a folder, and texts that name a place of the
 * container name that folder's. Secrets that others make (Strimzi, or an operator by hand) are made up.
 */
final class Installed {

    /** Of secrets that are not among the manifests: keys, and what stands in for their content. */
    private static final Map<String, Map<String, String>> SECRETS = Map.of(
            "firn-secrets", Map.of("pii-salt", "pepper"),
            "firn", Map.of("user.crt", "a certificate", "user.key", "a private key"),
            "snowplow-cluster-ca-cert", Map.of("ca.crt", "the certificate of the cluster"),
            "firn-oauth", Map.of("client-id", "firn", "client-secret", "geheim"));

    /** What the cluster fills in. */
    private static final Map<String, String> FIELDS =
            Map.of("metadata.name", "firn-0", "metadata.labels['topology.kubernetes.io/zone']", "zone-a");

    private final Container container;
    private final List<ObjectNode> objects;
    private final Path root;
    private final List<String> mountPaths;

    private Installed(List<ObjectNode> objects, Path root) {
        this.objects = objects;
        this.root = root;
        this.container = Manifests.container(objects);
        // /tmp stays: the folder itself may lie there.
        this.mountPaths = container.getVolumeMounts().stream()
                .map(VolumeMount::getMountPath)
                .filter(path -> !path.equals("/tmp"))
                .toList();
    }

    static Installed in(Path root, List<ObjectNode> objects) {
        Installed installed = new Installed(objects, root);
        installed.unpack();
        return installed;
    }

    private void unpack() {
        PodSpec pod = Manifests.pod(objects);
        Map<String, Volume> volumes = new LinkedHashMap<>();
        pod.getVolumes().forEach(volume -> volumes.put(volume.getName(), volume));
        for (VolumeMount mount : container.getVolumeMounts()) {
            Path place = place(mount.getMountPath());
            Volume volume = volumes.get(mount.getName());
            Map<String, String> content = volume == null ? Map.of() : content(volume);
            if (mount.getSubPath() != null) {
                write(place, content.get(mount.getSubPath()));
            } else {
                content.forEach((name, text) -> write(place.resolve(name), text));
            }
        }
    }

    private Path place(String path) {
        return root.resolve(path.substring(1));
    }

    private Map<String, String> content(Volume volume) {
        if (volume.getConfigMap() != null) {
            return Manifests.all(objects, ConfigMap.class).stream()
                    .filter(map -> map.getMetadata()
                            .getName()
                            .equals(volume.getConfigMap().getName()))
                    .findFirst()
                    .orElseThrow()
                    .getData();
        }
        if (volume.getSecret() != null) {
            SecretVolumeSource secret = volume.getSecret();
            return chosen(secret(secret.getSecretName()), secret.getItems());
        }
        Map<String, String> content = new LinkedHashMap<>();
        if (volume.getProjected() != null) {
            volume.getProjected()
                    .getSources()
                    .forEach(source -> content.putAll(chosen(
                            secret(source.getSecret().getName()),
                            source.getSecret().getItems())));
        }
        return content;
    }

    private Map<String, String> secret(String name) {
        Map<String, String> shipped = new LinkedHashMap<>();
        Manifests.all(objects, Secret.class).stream()
                .filter(secret -> secret.getMetadata().getName().equals(name))
                .forEach(secret -> secret.getData()
                        .forEach((key, text) -> shipped.put(
                                key, new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))));
        if (shipped.isEmpty() && !SECRETS.containsKey(name)) {
            throw new IllegalArgumentException("nobody makes the secret " + name);
        }
        return shipped.isEmpty() ? SECRETS.get(name) : shipped;
    }

    private static Map<String, String> chosen(Map<String, String> content, List<KeyToPath> items) {
        if (items.isEmpty()) {
            return content;
        }
        Map<String, String> chosen = new LinkedHashMap<>();
        items.forEach(item -> chosen.put(item.getPath(), content.get(item.getKey())));
        return chosen;
    }

    private void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, moved(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Places of the container to places of the folder. */
    String moved(String text) {
        String moved = text;
        for (String path : mountPaths) {
            moved = moved.replace(path, place(path).toString());
        }
        return moved;
    }

    List<String> arguments() {
        return container.getArgs().stream().map(this::moved).toList();
    }

    /** The value of an argument, given as {@code --name=value} or as {@code --name value}. */
    String argument(String name) {
        List<String> words = new ArrayList<>();
        arguments().forEach(argument -> words.addAll(List.of(argument.split("=", 2))));
        return words.get(words.indexOf(name) + 1);
    }

    /** With everything filled in that Kubernetes fills in. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (EnvVar variable : container.getEnv()) {
            String value = variable.getValueFrom() == null
                    ? variable.getValue()
                    : FIELDS.get(variable.getValueFrom().getFieldRef().getFieldPath());
            for (Map.Entry<String, String> earlier : environment.entrySet()) {
                value = value.replace("$(" + earlier.getKey() + ")", earlier.getValue());
            }
            environment.put(variable.getName(), moved(value));
        }
        return environment;
    }
}
