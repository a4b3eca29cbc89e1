package dev.firn.k8s.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/**
 * Kinds of KEDA 2. Names and types are those of its custom resource definitions, as {@code @kubernetes-models/keda} 2.0.0 (npm,
 * MIT) has them.
 */
public final class Keda {

    private Keda() {}

    /** What is scaled by what. */
    public record ScaledObject(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) ObjectMeta metadata,
            @JsonProperty(required = true) Spec spec) {}

    /** Bounds, pace and reasons. Times are in seconds. */
    public record Spec(
            @JsonProperty(required = true) ScaleTarget scaleTargetRef,
            Integer pollingInterval,
            Integer cooldownPeriod,
            Integer initialCooldownPeriod,
            Integer idleReplicaCount,
            Integer minReplicaCount,
            Integer maxReplicaCount,
            Fallback fallback,
            Advanced advanced,
            @JsonProperty(required = true) List<Trigger> triggers) {}

    /** Kind Deployment unless told otherwise. */
    public record ScaleTarget(
            String apiVersion,
            String kind,
            @JsonProperty(required = true) String name,
            String envSourceContainerName) {}

    /** How many, when the reason cannot be asked. */
    public record Fallback(
            @JsonProperty(required = true) int failureThreshold, @JsonProperty(required = true) int replicas) {}

    /** Of the autoscaler that KEDA makes. */
    public record Advanced(Autoscaler horizontalPodAutoscalerConfig, Boolean restoreToOriginalReplicaCount) {}

    /** Its pace. */
    public record Autoscaler(String name, Behavior behavior) {}

    /** Up and down, as {@code autoscaling/v2} has it. */
    public record Behavior(Rules scaleUp, Rules scaleDown) {}

    /** For how long the most careful answer counts, and how large a step may be. */
    public record Rules(Integer stabilizationWindowSeconds, String selectPolicy, List<Policy> policies) {}

    /** A step. */
    public record Policy(
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) int value,
            @JsonProperty(required = true) int periodSeconds) {}

    /** A reason. */
    public record Trigger(
            @JsonProperty(required = true) String type,
            String name,
            String metricType,
            Boolean useCachedMetrics,
            @JsonProperty(required = true) Map<String, String> metadata,
            Authentication authenticationRef) {}

    /** By name, in the same namespace. */
    public record Authentication(@JsonProperty(required = true) String name, String kind) {}

    /** What a trigger shows to be let in. */
    public record TriggerAuthentication(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) ObjectMeta metadata,
            @JsonProperty(required = true) TriggerAuthenticationSpec spec) {}

    /** Its parts. */
    public record TriggerAuthenticationSpec(List<SecretKey> secretTargetRef) {}

    /** A parameter, out of a secret. */
    public record SecretKey(
            @JsonProperty(required = true) String parameter,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String key) {}
}
