package dev.firn.topology.lineage;

import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventPart.Kind;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows the columns of events from stage to stage. Nothing that was known of a column is forgotten when a stage may write
 * it: stages only may, so what was there before can still be there.
 */
final class Traces {

    private static final EventPart DERIVED = EventPart.column(AtomicField.DERIVED_CONTEXTS);

    /** What is known of a column, or of the contexts of a criterion. */
    private static final class Trace {
        final List<Contribution> contributions = new ArrayList<>();
        final SortedSet<ColumnOrigin> origins = new TreeSet<>();
        final SortedSet<ColumnOrigin> deciding = new TreeSet<>();

        Trace copy() {
            Trace copy = new Trace();
            copy.contributions.addAll(contributions);
            copy.origins.addAll(origins);
            copy.deciding.addAll(deciding);
            return copy;
        }
    }

    private final Map<EventPart, Trace> traces;

    Traces() {
        this(new LinkedHashMap<>());
    }

    private Traces(Map<EventPart, Trace> traces) {
        this.traces = traces;
    }

    Traces copy() {
        Map<EventPart, Trace> copies = new LinkedHashMap<>();
        traces.forEach((part, trace) -> copies.put(part, trace.copy()));
        return new Traces(copies);
    }

    /**
     * Goes through a stage.
     *
     * @param reader where parts are read that are no columns
     */
    void pass(String by, @Nullable SchemaKey configuration, List<Derivation> derivations, String reader) {
        makeOf(copy(), by, configuration, derivations, reader);
    }

    /** As {@link #pass}, but for events that are made anew of those others. */
    static Traces anew(Traces others, String by, List<Derivation> derivations, String reader) {
        Traces made = new Traces();
        made.makeOf(others, by, null, derivations, reader);
        return made;
    }

    private void makeOf(
            Traces before, String by, @Nullable SchemaKey configuration, List<Derivation> derivations, String reader) {
        String schema = configuration == null ? null : configuration.toString();
        Set<EventPart> begun = new LinkedHashSet<>();
        for (Derivation derivation : derivations) {
            SortedSet<ColumnOrigin> origins = before.origins(derivation.from(), reader);
            SortedSet<ColumnOrigin> deciding = before.deciding(derivation.from());
            deciding.addAll(before.origins(derivation.when(), reader));
            deciding.addAll(before.deciding(derivation.when()));
            for (EventPart part : withColumn(derivation.to())) {
                Trace trace = traces.computeIfAbsent(part, some -> new Trace());
                trace.origins.addAll(origins);
                trace.deciding.addAll(deciding);
                Contribution one =
                        new Contribution(by, schema, derivation.from(), derivation.when(), derivation.masks());
                if (begun.add(part)) {
                    trace.contributions.add(one);
                } else {
                    int last = trace.contributions.size() - 1;
                    trace.contributions.set(last, trace.contributions.get(last).and(one));
                }
            }
        }
    }

    /** Contexts of any schema are parts of one column. */
    private static Set<EventPart> withColumn(Set<EventPart> parts) {
        Set<EventPart> all = new LinkedHashSet<>(parts);
        if (parts.stream().anyMatch(part -> part.kind() == Kind.DERIVED_CONTEXTS)) {
            all.add(DERIVED);
        }
        return all;
    }

    /** What parts go back to. */
    SortedSet<ColumnOrigin> origins(Collection<EventPart> parts, String reader) {
        SortedSet<ColumnOrigin> origins = new TreeSet<>();
        for (EventPart part : parts) {
            if (isBetween(part)) {
                found(part).forEach(trace -> origins.addAll(trace.origins));
            } else {
                origins.add(new ColumnOrigin(reader, part));
            }
        }
        return origins;
    }

    private SortedSet<ColumnOrigin> deciding(Collection<EventPart> parts) {
        SortedSet<ColumnOrigin> deciding = new TreeSet<>();
        for (EventPart part : parts) {
            if (isBetween(part)) {
                found(part).forEach(trace -> deciding.addAll(trace.deciding));
            }
        }
        return deciding;
    }

    private static boolean isBetween(EventPart part) {
        return switch (part.kind()) {
            case COLUMN, CONTEXTS, UNSTRUCT_EVENT, DERIVED_CONTEXTS, PAGE_PARAMETER -> true;
            case PARAMETER, HEADER, COOKIE, PAYLOAD, MEMBER, RECORD, APPLICATION, EVERYTHING -> false;
        };
    }

    private List<Trace> found(EventPart part) {
        return switch (part.kind()) {
            case COLUMN -> part.name().equals(EventPart.ANY) ? List.copyOf(traces.values()) : one(part);
            case CONTEXTS -> one(EventPart.column(AtomicField.CONTEXTS));
            case UNSTRUCT_EVENT -> one(EventPart.column(AtomicField.UNSTRUCT_EVENT));
            case PAGE_PARAMETER -> one(EventPart.column(AtomicField.PAGE_URL));
            default ->
                traces.entrySet().stream()
                        .filter(entry -> overlap(part, entry.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        };
    }

    private List<Trace> one(EventPart part) {
        Trace trace = traces.get(part);
        return trace == null ? List.of() : List.of(trace);
    }

    private static boolean overlap(EventPart wanted, EventPart other) {
        if (other.kind() != Kind.DERIVED_CONTEXTS) {
            return false;
        }
        Optional<SchemaCriterion> one = SchemaCriterion.parse(wanted.name());
        Optional<SchemaCriterion> two = SchemaCriterion.parse(other.name());
        return one.isEmpty()
                || two.isEmpty()
                || (one.get().vendor().equals(two.get().vendor())
                        && one.get().name().equals(two.get().name())
                        && one.get().format().equals(two.get().format())
                        && mayEqual(one.get().model(), two.get().model()));
    }

    private static boolean mayEqual(@Nullable Integer one, @Nullable Integer other) {
        return one == null || other == null || one.equals(other);
    }

    /** The contexts that may have been attached, by the criteria of their schemas; {@code *} for any. */
    List<EventPart> derivedContexts() {
        return traces.keySet().stream()
                .filter(part -> part.kind() == Kind.DERIVED_CONTEXTS)
                .toList();
    }

    /** What is known of a part, under a name. */
    ColumnLineage of(EventPart part, String name, String type) {
        Trace trace = traces.getOrDefault(part, new Trace());
        return new ColumnLineage(name, type, trace.contributions, trace.origins, trace.deciding);
    }

    /** A value that is made of parts where records are written. */
    ColumnLineage made(String name, Set<EventPart> from, String by, String reader) {
        return new ColumnLineage(
                name,
                "any",
                List.of(new Contribution(by, null, from, Set.of(), false)),
                origins(from, reader),
                deciding(from));
    }
}
