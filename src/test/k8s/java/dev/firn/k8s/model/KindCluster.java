package dev.firn.k8s.model;

import java.util.List;
import java.util.Map;

/** The configuration of a kind cluster. */
public record KindCluster(String apiVersion, String kind, List<Node> nodes) {

    /** One node. */
    public record Node(Role role, Map<String, String> labels) {}

    /** What a node is for. */
    public enum Role {
        @com.fasterxml.jackson.annotation.JsonProperty("control-plane")
        CONTROL_PLANE,
        @com.fasterxml.jackson.annotation.JsonProperty("worker")
        WORKER
    }
}
