package dev.firn.enrichments.eventspec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All published specifications, by the events that they are about and by id and version. Immutable. */
final class Specifications {

    private record Version(String id, int version) {}

    private final Map<String, List<Specification>> newestByEventName;
    private final Map<Version, Specification> byVersion;

    /** @throws IllegalArgumentException when two have the same id and version */
    Specifications(List<Specification> published) {
        Map<Version, Specification> versions = new HashMap<>();
        Map<String, Specification> newest = new HashMap<>();
        for (Specification one : published) {
            if (versions.put(new Version(one.id(), one.version()), one) != null) {
                throw new IllegalArgumentException(
                        "specification " + one.id() + " has two published versions " + one.version());
            }
            newest.merge(one.id(), one, (a, b) -> a.version() > b.version() ? a : b);
        }
        Map<String, List<Specification>> byName = new HashMap<>();
        newest.values().stream().sorted(Comparator.comparing(Specification::id)).forEach(one -> byName.computeIfAbsent(
                        one.event().name(), name -> new ArrayList<>())
                .add(one));
        byName.replaceAll((name, list) -> List.copyOf(list));
        this.newestByEventName = Map.copyOf(byName);
        this.byVersion = Map.copyOf(versions);
    }

    /** The highest versions of those whose event's schema has this name, by id. */
    List<Specification> newestOf(String eventName) {
        return newestByEventName.getOrDefault(eventName, List.of());
    }

    @Nullable
    Specification of(String id, int version) {
        return byVersion.get(new Version(id, version));
    }
}
