package dev.firn.serdes.flatten;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What becomes of arrays.
 *
 * @param otherwise of those at no listed path
 * @param paths of those at listed paths
 * @param explode how exploded elements look
 */
public record ArrayRules(ArrayPolicy otherwise, Map<FieldPath, ArrayPolicy> paths, Explode explode) {

    public ArrayRules {
        Objects.requireNonNull(otherwise);
        Objects.requireNonNull(explode);
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    }

    /** One policy for all. */
    public static ArrayRules all(ArrayPolicy policy) {
        return new ArrayRules(policy, Map.of(), Explode.children());
    }

    /** Another policy at one path. */
    public ArrayRules with(String path, ArrayPolicy policy) {
        Map<FieldPath, ArrayPolicy> more = new LinkedHashMap<>(paths);
        more.put(FieldPath.of(path), policy);
        return new ArrayRules(otherwise, more, explode);
    }

    public ArrayRules with(Explode how) {
        return new ArrayRules(otherwise, paths, how);
    }
}
