package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Asks for lists of schemas. */
record ListSource(Documents documents) implements RegistrySource<ListQuery, SchemaList> {

    @Override
    public String vendor(ListQuery query) {
        return query.vendor();
    }

    @Override
    public boolean isOversized(ListQuery query) {
        return query.vendor().length() + query.name().length() > MAX_KEY_LENGTH;
    }

    @Override
    public Reply<SchemaList> ask(Registry registry, ListQuery query, @Nullable SchemaList known, Budget budget) {
        Reply<JsonNode> reply = documents.list(registry, query, budget);
        return reply instanceof Reply.Found<JsonNode> found
                ? SchemaList.of(found.value())
                        .map(list -> fitting(list, query))
                        .orElseGet(() -> Reply.repoFailure("Response is not a proper list of schemas"))
                : Reply.failed(((Reply.Failed<JsonNode>) reply).error());
    }

    private static Reply<SchemaList> fitting(SchemaList list, ListQuery query) {
        return query.containing() == null || list.schemas().contains(query.containing())
                ? Reply.found(list)
                : Reply.failed(new RegistryError.NotFound());
    }
}
