package dev.firn.enrichments.yauaa;

import dev.firn.registry.SchemaKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Versions of the context's schema, and what the older one does not know. */
enum ContextVersion {
    V1_0_4("1-0-4", Set.of("webviewAppNameVersion")),
    CURRENT("1-0-5", Set.of());

    private final String text;
    private final SchemaKey schema;
    private final Set<String> unknownMembers;

    ContextVersion(String text, Set<String> unknownMembers) {
        this.text = text;
        this.schema = SchemaKey.of("iglu:nl.basjes/yauaa_context/jsonschema/" + text);
        this.unknownMembers = unknownMembers;
    }

    static Optional<ContextVersion> of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst();
    }

    static String choices() {
        return Arrays.stream(values()).map(ContextVersion::text).collect(Collectors.joining(" or "));
    }

    String text() {
        return text;
    }

    SchemaKey schema() {
        return schema;
    }

    boolean knows(String member) {
        return !unknownMembers.contains(member);
    }
}
