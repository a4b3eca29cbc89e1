package dev.firn.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The schemas of one model from {@code M-0-0} up to a given key. */
public sealed interface SchemasUntil {

    /** All of them, oldest first; the last one has the key that was asked for. */
    record Found(List<Version> versions) implements SchemasUntil {
        public Found {
            versions = List.copyOf(versions);
        }
    }

    /** One that has to exist could not be had. */
    record Failed(SchemaKey key, IgluError.Resolution error) implements SchemasUntil {}

    /** One schema as published. */
    record Version(SchemaKey key, Lookup.Found lookup) {}

    /**
     * Needs no list: additions are counted up while they are found, and a missing one ends its revision. So a gap hides
     * what lies behind it, as does a revision without an addition 0.
     *
     * @param isMissing whether a failure says for certain that there is no such schema
     */
    static SchemasUntil collect(
            SchemaKey last, Function<SchemaKey, Lookup> lookup, Predicate<IgluError.Resolution> isMissing) {
        List<Version> versions = new ArrayList<>();
        SchemaVer end = last.version();
        SchemaVer at = new SchemaVer(end.model(), 0, 0);
        while (true) {
            SchemaKey key = last.withVersion(at);
            Lookup found = lookup.apply(key);
            if (found instanceof Lookup.Found schema) {
                versions.add(new Version(key, schema));
                if (at.equals(end)) {
                    return new Found(versions);
                }
                at = new SchemaVer(at.model(), at.revision(), at.addition() + 1);
            } else {
                IgluError.Resolution error = ((Lookup.Failed) found).error();
                if (at.addition() == 0 || at.revision() >= end.revision() || !isMissing.test(error)) {
                    return new Failed(key, error);
                }
                at = new SchemaVer(at.model(), at.revision() + 1, 0);
            }
        }
    }
}
