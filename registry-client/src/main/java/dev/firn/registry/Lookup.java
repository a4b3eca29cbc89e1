package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@link IgluClient#lookup} found. */
public sealed interface Lookup {

    /**
     * A registry has the schema.
     *
     * @param schema the document as published; shared by all callers, so treat it as read-only
     * @param registry name of the registry that gave it
     * @param supersededBy the version that events claiming this one are validated with, or null
     */
    record Found(JsonNode schema, String registry, @Nullable SchemaVer supersededBy) implements Lookup {}

    /** No registry gave it. */
    record Failed(IgluError.Resolution error) implements Lookup {}

    /** One function for each case. */
    default <R> R fold(Function<Found, R> found, Function<IgluError.Resolution, R> failed) {
        return this instanceof Found some ? found.apply(some) : failed.apply(((Failed) this).error());
    }
}
