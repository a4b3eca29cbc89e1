package dev.firn.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.k8s.model.Keda;
import dev.firn.k8s.model.KindCluster;
import dev.firn.k8s.model.Kustomization;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.connect.KafkaConnect;
import io.strimzi.api.kafka.model.connector.KafkaConnector;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the manifests may hold, and the class that models it. */
final class Kinds {

    private static final Map<String, Class<?>> MODELS = models();

    private Kinds() {}

    private static Map<String, Class<?>> models() {
        Map<String, Class<?>> models = new LinkedHashMap<>();
        models.put("v1 Namespace", Namespace.class);
        models.put("v1 ServiceAccount", ServiceAccount.class);
        models.put("v1 Service", Service.class);
        models.put("v1 ConfigMap", ConfigMap.class);
        models.put("v1 Secret", Secret.class);
        models.put("apps/v1 StatefulSet", StatefulSet.class);
        models.put("apps/v1 Deployment", Deployment.class);
        models.put("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);
        models.put("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class);
        models.put("rbac.authorization.k8s.io/v1 Role", Role.class);
        models.put("rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class);
        models.put("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class);
        models.put("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class);
        models.put("kafka.strimzi.io/v1 Kafka", Kafka.class);
        models.put("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class);
        models.put("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class);
        models.put("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class);
        models.put("kafka.strimzi.io/v1 KafkaConnect", KafkaConnect.class);
        models.put("kafka.strimzi.io/v1 KafkaConnector", KafkaConnector.class);
        models.put("keda.sh/v1alpha1 ScaledObject", Keda.ScaledObject.class);
        models.put("keda.sh/v1alpha1 TriggerAuthentication", Keda.TriggerAuthentication.class);
        models.put("kustomize.config.k8s.io/v1beta1 Kustomization", Kustomization.class);
        models.put("kustomize.config.k8s.io/v1alpha1 Component", Kustomization.class);
        models.put("kind.x-k8s.io/v1alpha4 Cluster", KindCluster.class);
        return models;
    }

    /** @throws IllegalArgumentException for a kind that is not in the table */
    static Class<?> model(JsonNode manifest) {
        String kind = manifest.path("apiVersion").asText() + " "
                + manifest.path("kind").asText();
        Class<?> model = MODELS.get(kind);
        if (model == null) {
            throw new IllegalArgumentException("no model for [" + kind + "]");
        }
        return model;
    }
}
