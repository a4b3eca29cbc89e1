package dev.firn.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Resolves schemas before the first event asks for them. */
record Preload(Function<ListQuery, Listing> lists, Function<SchemaKey, Optional<IgluError.Resolution>> resolve) {

    /** A vendor that counts its models higher than this writes them out. */
    private static final int MOST_MODELS = 100;

    Map<String, IgluError.Resolution> run(List<SchemaCriterion> criteria) {
        Map<String, IgluError.Resolution> missing = new LinkedHashMap<>();
        for (SchemaCriterion criterion : criteria) {
            criterion
                    .toSchemaKey()
                    .ifPresentOrElse(key -> resolve(key, missing), () -> resolveListed(criterion, missing));
        }
        return missing;
    }

    private void resolve(SchemaKey key, Map<String, IgluError.Resolution> missing) {
        resolve.apply(key).ifPresent(error -> missing.put(key.toString(), error));
    }

    /** Models are counted up until one has no list; the first one has to have one. */
    private void resolveListed(SchemaCriterion criterion, Map<String, IgluError.Resolution> missing) {
        int first = criterion.model() == null ? 1 : criterion.model();
        int last = criterion.model() == null ? MOST_MODELS : first;
        for (int model = first; model <= last; model++) {
            Listing listing = lists.apply(new ListQuery(criterion.vendor(), criterion.name(), model, null));
            if (listing instanceof Listing.Found found) {
                found.list().schemas().stream().filter(criterion::matches).forEach(key -> resolve(key, missing));
            } else {
                if (model == first) {
                    missing.put(criterion.toString(), ((Listing.Failed) listing).error());
                }
                return;
            }
        }
    }
}
