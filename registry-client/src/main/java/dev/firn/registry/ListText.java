package dev.firn.registry;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list document that a registry server would give, for registries that have none. */
final class ListText {

    /** Lists exist for this format only. */
    static final String FORMAT = "jsonschema";

    private ListText() {}

    static Registry.Answer answer(String vendor, String name, Stream<SchemaVer> versions) {
        String text = versions.sorted()
                .map(version -> new SchemaKey(vendor, name, FORMAT, version))
                .map(key -> '"' + key.toString() + '"')
                .collect(Collectors.joining(",", "[", "]"));
        return text.equals("[]") ? Registry.Answer.notFound() : Registry.Answer.text(text);
    }
}
