package dev.firn.security;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rights that are shipped, k8s/strimzi/kafka-user.yaml, as Strimzi gives them to the cluster. */
final class Manifest {

    private static final Path FILE = Examples.ROOT.resolve("k8s/strimzi/kafka-user.yaml");
    private static final Map<String, ResourceType> TYPES = Map.of(
            "topic", ResourceType.TOPIC,
            "group", ResourceType.GROUP,
            "cluster", ResourceType.CLUSTER,
            "transactionalId", ResourceType.TRANSACTIONAL_ID);

    private Manifest() {}

    /** One for each operation on each resource. */
    static List<AclBinding> acls(String principal) throws IOException {
        List<AclBinding> acls = new ArrayList<>();
        for (Object rule : list(at(read(), "spec", "authorization", "acls"))) {
            Object resource = at(rule, "resource");
            ResourcePattern pattern = new ResourcePattern(
                    TYPES.get(String.valueOf(at(resource, "type"))),
                    String.valueOf(at(resource, "name")),
                    "prefix".equals(at(resource, "patternType")) ? PatternType.PREFIXED : PatternType.LITERAL);
            for (Object operation : list(at(rule, "operations"))) {
                acls.add(new AclBinding(
                        pattern,
                        new AccessControlEntry(
                                principal,
                                "*",
                                AclOperation.fromString(word(String.valueOf(operation))),
                                AclPermissionType.ALLOW)));
            }
        }
        return acls;
    }

    /** DescribeConfigs to DESCRIBE_CONFIGS. */
    private static String word(String operation) {
        return operation.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static Object read() throws IOException {
        try (Reader yaml = Files.newBufferedReader(FILE)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        }
    }

    private static Object at(Object node, String... path) {
        Object found = node;
        for (String name : path) {
            found = ((Map<?, ?>) found).get(name);
        }
        return found;
    }

    private static List<?> list(Object node) {
        return (List<?>) node;
    }
}
