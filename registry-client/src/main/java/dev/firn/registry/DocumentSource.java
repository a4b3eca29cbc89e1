package dev.firn.registry;

import dev.firn.registry.Documents.Document;
import org.jspecify.annotations.Nullable;

/** Asks for schemas as published, for configuration: a superseding version is named but not followed. */
record DocumentSource(Documents documents, RegistryListener listener)
        implements RegistrySource<SchemaKey, Lookup.Found> {

    @Override
    public String vendor(SchemaKey key) {
        return key.vendor();
    }

    @Override
    public boolean isOversized(SchemaKey key) {
        return SchemaSource.isTooLong(key);
    }

    @Override
    public void servedStale(SchemaKey key) {
        listener.servedStale(key);
    }

    @Override
    public Reply<Lookup.Found> ask(Registry registry, SchemaKey key, Lookup.@Nullable Found known, Budget budget) {
        Reply<Document> reply = documents.schema(registry, key, budget);
        if (reply instanceof Reply.Found<Document> found) {
            Superseding superseding = Superseding.of(key, found.value().json());
            return Reply.found(
                    new Lookup.Found(found.value().json(), registry.config().name(), superseding.version()));
        }
        return Reply.failed(((Reply.Failed<Document>) reply).error());
    }
}
