package dev.firn.k8s.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A kustomization, or a component. Lists that are not there are empty. */
public record Kustomization(
        String apiVersion,
        String kind,
        String namespace,
        List<String> resources,
        List<String> components,
        List<Generator> configMapGenerator,
        List<Generator> secretGenerator,
        GeneratorOptions generatorOptions,
        List<Patch> patches,
        List<Replicas> replicas,
        List<Image> images) {

    public Kustomization {
        resources = orEmpty(resources);
        components = orEmpty(components);
        configMapGenerator = orEmpty(configMapGenerator);
        secretGenerator = orEmpty(secretGenerator);
        patches = orEmpty(patches);
        replicas = orEmpty(replicas);
        images = orEmpty(images);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }

    /** Makes a ConfigMap or a Secret: of files, as {@code key=file} or under their own names, and of {@code key=value}. */
    public record Generator(
            String name, String behavior, List<String> files, List<String> literals, GeneratorOptions options) {

        public Generator {
            files = orEmpty(files);
            literals = orEmpty(literals);
        }

        /** The files by the keys that they become. */
        public Map<String, Path> contents(Path folder) {
            Map<String, Path> contents = new LinkedHashMap<>();
            for (String file : files) {
                Path path = folder.resolve(file.substring(file.indexOf('=') + 1));
                contents.put(
                        file.contains("=")
                                ? file.split("=", 2)[0]
                                : path.getFileName().toString(),
                        path);
            }
            return contents;
        }
    }

    /** How they are made. */
    public record GeneratorOptions(boolean disableNameSuffixHash, Map<String, String> labels) {}

    /** A part of an object, or a list of operations; in a file or here. */
    public record Patch(String path, String patch, Target target) {}

    /** Regular expressions. */
    public record Target(String group, String version, String kind, String name) {}

    /** How many pods. */
    public record Replicas(String name, int count) {}

    /** Another image. */
    public record Image(String name, String newName, String newTag, String digest) {}
}
