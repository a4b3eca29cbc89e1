package dev.firn.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A way to run Firn: a kustomization, and components over it. */
enum Variant {
    BASE("base"),
    DEV("overlays/dev"),
    PRODUCTION("overlays/production"),
    STATELESS("overlays/stateless"),
    STATELESS_MTLS("overlays/stateless", "mtls"),
    OAUTH("base", "oauth"),
    RACK_AWARE("overlays/production", "rack-aware"),
    SCALED("overlays/production", "keda");

    private static final Map<Variant, List<ObjectNode>> RENDERED = new ConcurrentHashMap<>();

    private final String folder;
    private final List<String> components;

    Variant(String folder, String... components) {
        this.folder = folder;
        this.components = List.of(components);
    }

    Path folder() {
        return Repo.K8S.resolve(folder);
    }

    List<Path> components() {
        return components.stream().map(Repo::component).toList();
    }

    /** A fresh copy each time. */
    List<ObjectNode> render() {
        return RENDERED
                .computeIfAbsent(
                        this, variant -> Kustomize.render(folder(), components().toArray(new Path[0])))
                .stream()
                .map(ObjectNode::deepCopy)
                .toList();
    }

    /** Those that keep something between events. */
    static Stream<Variant> stateful() {
        return Stream.of(values()).filter(variant -> !variant.folder.endsWith("stateless"));
    }
}
