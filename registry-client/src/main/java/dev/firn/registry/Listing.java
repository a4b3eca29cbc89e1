package dev.firn.registry;

import java.util.function.Function;

/** What {@link IgluClient#list} found. */
public sealed interface Listing {

    /**
     * A registry has a list.
     *
     * @param registry name of the registry that gave it
     */
    record Found(SchemaList list, String registry) implements Listing {}

    /** No registry gave one. */
    record Failed(IgluError.Resolution error) implements Listing {}

    /** One function for each case. */
    default <R> R fold(Function<SchemaList, R> found, Function<IgluError.Resolution, R> failed) {
        return this instanceof Found some ? found.apply(some.list()) : failed.apply(((Failed) this).error());
    }
}
