package dev.firn.registry;

import org.jspecify.annotations.Nullable;

/**
 * The question for the JSON Schemas of one model.
 *
 * @param containing a key the list must hold, else the registry counts as not having it; null for any list
 */
record ListQuery(String vendor, String name, int model, @Nullable SchemaKey containing) {

    static ListQuery containing(SchemaKey key) {
        return new ListQuery(key.vendor(), key.name(), key.version().model(), key);
    }
}
