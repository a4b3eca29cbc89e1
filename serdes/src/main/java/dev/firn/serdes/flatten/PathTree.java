package dev.firn.serdes.flatten;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules say about one place of a document, and about the places below it. Walked along with the document, so a place
 * that no rule names costs one look-up, and none at all below it.
 */
final class PathTree {

    private final Map<String, PathTree> steps;
    private final @Nullable PathTree any;
    private final Rules rules;

    /** What is said about a place; absent parts say nothing. */
    private record Rules(@Nullable ArrayPolicy arrays, boolean parsed) {
        Rules over(Rules other) {
            return new Rules(arrays != null ? arrays : other.arrays, parsed || other.parsed);
        }
    }

    private PathTree(Draft draft) {
        rules = draft.rules;
        Map<String, PathTree> frozen = new HashMap<>();
        // A literal step wins over a star; what it does not say, the star says.
        Draft wild = draft.any;
        draft.steps.forEach((step, below) -> frozen.put(step, new PathTree(wild == null ? below : below.over(wild))));
        steps = Map.copyOf(frozen);
        any = wild == null ? null : new PathTree(wild);
    }

    /** Null if no rule names a place. */
    static @Nullable PathTree of(FlattenRules all) {
        Draft root = new Draft();
        all.parseJson().paths().forEach(path -> {
            Draft place = root.at(path);
            place.rules = new Rules(null, true).over(place.rules);
        });
        all.arrays().paths().forEach((path, policy) -> {
            Draft place = root.at(path);
            place.rules = new Rules(policy, false).over(place.rules);
        });
        return root.isEmpty() ? null : new PathTree(root);
    }

    @Nullable
    PathTree key(String key) {
        PathTree exact = steps.get(key);
        return exact != null ? exact : any;
    }

    @Nullable
    PathTree position(int index) {
        return steps.isEmpty() ? any : key(Integer.toString(index));
    }

    @Nullable
    ArrayPolicy arrays() {
        return rules.arrays();
    }

    boolean isParsed() {
        return rules.parsed();
    }

    /** A tree under construction. */
    private static final class Draft {
        final Map<String, Draft> steps = new HashMap<>();

        @Nullable
        Draft any;

        Rules rules = new Rules(null, false);

        boolean isEmpty() {
            return steps.isEmpty() && any == null;
        }

        Draft at(FieldPath path) {
            Draft place = this;
            for (FieldPath.Step step : path.steps()) {
                String key = step.key();
                place = key == null ? place.wild() : place.steps.computeIfAbsent(key, missing -> new Draft());
            }
            return place;
        }

        private Draft wild() {
            Draft wild = any;
            if (wild == null) {
                wild = new Draft();
                any = wild;
            }
            return wild;
        }

        /** Both, this one first. */
        Draft over(Draft other) {
            Draft both = new Draft();
            both.rules = rules.over(other.rules);
            both.steps.putAll(other.steps);
            steps.forEach((step, below) -> both.steps.merge(step, below, (theirs, ours) -> ours.over(theirs)));
            Draft mine = any;
            Draft others = other.any;
            both.any = mine == null ? others : others == null ? mine : mine.over(others);
            return both;
        }
    }
}
