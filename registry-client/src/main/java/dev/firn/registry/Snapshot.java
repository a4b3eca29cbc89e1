package dev.firn.registry;

import dev.firn.registry.LookupState.Found;
import dev.firn.registry.json.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Gathers schemas that came from elsewhere and writes them as a directory that a registry can read. */
final class Snapshot {

    private final Set<String> registries;
    private final Map<SchemaKey, String> texts = new HashMap<>();

    /** @param registries names of those whose schemas are worth keeping */
    Snapshot(Set<String> registries) {
        this.registries = registries;
    }

    void add(SchemaKey key, Found<Lookup.Found> found) {
        if (registries.contains(found.registry())) {
            texts.put(key, JsonText.write(found.value().schema()));
        }
    }

    /** A superseded schema is kept with the one that supersedes it. */
    void add(Found<ResolvedSchema> found) {
        if (registries.contains(found.registry())) {
            found.value().texts().forEach(text -> texts.put(text.key(), text.text()));
        }
    }

    /** Says how many files were written; those that are right already stay. */
    int write(Path root) throws IOException {
        DirectoryFiles files = new DirectoryFiles(root);
        int written = 0;
        for (Map.Entry<SchemaKey, String> text : texts.entrySet()) {
            written += files.write(text.getKey(), text.getValue()) ? 1 : 0;
        }
        return written;
    }
}
