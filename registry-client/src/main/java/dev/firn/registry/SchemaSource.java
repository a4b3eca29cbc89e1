package dev.firn.registry;

import dev.firn.registry.Documents.Document;
import dev.firn.registry.validation.CompiledSchema;
import dev.firn.registry.validation.SchemaCompiler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for schemas to validate with: follows one superseding version, in the same registry, and compiles what it finds
 * unless the text is what it was.
 */
record SchemaSource(Documents documents, SchemaCompiler compiler, RegistryListener listener)
        implements RegistrySource<SchemaKey, ResolvedSchema> {

    @Override
    public String vendor(SchemaKey key) {
        return key.vendor();
    }

    @Override
    public boolean isOversized(SchemaKey key) {
        return isTooLong(key);
    }

    static boolean isTooLong(SchemaKey key) {
        return key.vendor().length() + key.name().length() + key.format().length() > MAX_KEY_LENGTH;
    }

    @Override
    public void servedStale(SchemaKey key) {
        listener.servedStale(key);
    }

    @Override
    public void lookedUp(boolean known) {
        listener.lookedUp(known);
    }

    @Override
    public Reply<ResolvedSchema> ask(Registry registry, SchemaKey key, @Nullable ResolvedSchema known, Budget budget) {
        Reply<Document> first = documents.schema(registry, key, budget);
        if (first instanceof Reply.Found<Document> declared) {
            Superseding superseding = Superseding.of(key, declared.value().json());
            if (superseding.error() != null) {
                return Reply.clientFailure(superseding.error());
            }
            SchemaVer version = superseding.version();
            if (version == null) {
                return Reply.found(resolved(List.of(declared.value()), null, known));
            }
            Reply<Document> second = documents.schema(registry, key.withVersion(version), budget);
            return second instanceof Reply.Found<Document> used
                    ? Reply.found(resolved(List.of(declared.value(), used.value()), version, known))
                    : Reply.failed(((Reply.Failed<Document>) second).error());
        }
        return Reply.failed(((Reply.Failed<Document>) first).error());
    }

    private ResolvedSchema resolved(
            List<Document> documents, @Nullable SchemaVer supersededBy, @Nullable ResolvedSchema known) {
        List<SchemaText> texts = documents.stream()
                .map(document -> new SchemaText(document.key(), document.text()))
                .toList();
        return known != null && known.texts().equals(texts)
                ? known
                : new ResolvedSchema(texts, compile(documents.get(documents.size() - 1)), supersededBy);
    }

    private CompiledSchema compile(Document document) {
        long start = System.nanoTime();
        CompiledSchema schema = compiler.compile(document.json());
        listener.compiled(document.key(), schema.issues().isEmpty(), System.nanoTime() - start);
        return schema;
    }
}
