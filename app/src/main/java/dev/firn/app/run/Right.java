package dev.firn.app.run;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Something that an ACL may allow.
 *
 * @param pattern whether the name is that of the resource, or how the names of several begin
 */
record Right(ResourceType type, PatternType pattern, String name, AclOperation operation) {

    /** As kafka-acls names what an ACL is about; the topics of everybody else are not ours to speak of. */
    private static final Map<ResourceType, String> OPTIONS = Map.of(
            ResourceType.TOPIC, "--topic",
            ResourceType.GROUP, "--group",
            ResourceType.TRANSACTIONAL_ID, "--transactional-id");

    static Right of(ResourceType type, String name, AclOperation operation) {
        return new Right(type, PatternType.LITERAL, name, operation);
    }

    /** On all resources whose names begin so. */
    static Right onAll(ResourceType type, String prefix, AclOperation operation) {
        return new Right(type, PatternType.PREFIXED, prefix, operation);
    }

    /** That somebody lacks it, and what would give it to them. */
    String lackedBy(String user) {
        boolean prefix = pattern == PatternType.PREFIXED;
        String resource = type.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
        return user + " may not " + operation + " " + resource + " " + name + (prefix ? "*" : "") + ": add an ACL "
                + OPTIONS.get(type) + " " + name + (prefix ? " --resource-pattern-type prefixed" : "")
                + " --operation " + word(operation);
    }

    /** As in DescribeConfigs. */
    private static String word(AclOperation operation) {
        StringBuilder word = new StringBuilder();
        for (String part : operation.toString().split("_", -1)) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }
}
