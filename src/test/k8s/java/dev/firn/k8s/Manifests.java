package dev.firn.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Looks things up in manifests. */
final class Manifests {

    private Manifests() {}

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static boolean is(JsonNode object, String kind, String name) {
        return object.get("kind").asText().equals(kind) && name(object).equals(name);
    }

    /** All of one kind, as objects of its model. */
    static <T> List<T> all(Collection<? extends JsonNode> objects, Class<T> model) {
        return objects.stream()
                .filter(object -> Kinds.model(object).equals(model))
                .map(object -> StrictReader.read(object, model))
                .toList();
    }

    static <T> T only(Collection<? extends JsonNode> objects, Class<T> model) {
        List<T> all = all(objects, model);
        if (all.size() != 1) {
            throw new IllegalArgumentException(all.size() + " objects of " + model.getSimpleName());
        }
        return all.get(0);
    }

    /** The pod of the one StatefulSet or Deployment. */
    static PodSpec pod(Collection<? extends JsonNode> objects) {
        List<PodSpec> pods = new ArrayList<>();
        all(objects, StatefulSet.class)
                .forEach(one -> pods.add(one.getSpec().getTemplate().getSpec()));
        all(objects, Deployment.class)
                .forEach(one -> pods.add(one.getSpec().getTemplate().getSpec()));
        if (pods.size() != 1) {
            throw new IllegalArgumentException(pods.size() + " pods");
        }
        return pods.get(0);
    }

    /** The one container of the one pod. */
    static Container container(Collection<? extends JsonNode> objects) {
        List<Container> containers = pod(objects).getContainers();
        if (containers.size() != 1) {
            throw new IllegalArgumentException(containers.size() + " containers");
        }
        return containers.get(0);
    }

    /** As trees, to be changed. */
    static List<ObjectNode> containers(Collection<? extends JsonNode> objects) {
        List<ObjectNode> containers = new ArrayList<>();
        objects.forEach(object -> object.at("/spec/template/spec/containers")
                .forEach(container -> containers.add((ObjectNode) container)));
        return containers;
    }
}
