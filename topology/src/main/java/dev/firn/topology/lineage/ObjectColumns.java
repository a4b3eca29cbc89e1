package dev.firn.topology.lineage;

import dev.firn.enrichments.spi.EventPart;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.json.Change;
import dev.firn.topology.json.JsonInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The members of results that are no events, as far as they are known without data. */
final class ObjectColumns {

    private static final String MORE = EventPart.ANY;

    private ObjectColumns() {}

    /** Of bad rows, on the levels that all of them have. */
    static List<ColumnLineage> ofBadRows() {
        return List.of(
                leaf("schema", "text", "bad-row", EventPart.application("failure"), ""),
                leaf("data.failure", "any", "bad-row", EventPart.everything(), GraphBuilder.ENRICHMENT),
                leaf("data.payload", "any", "bad-row", EventPart.everything(), GraphBuilder.ENRICHMENT),
                leaf("data.processor", "any", "bad-row", EventPart.application("name"), ""));
    }

    static List<ColumnLineage> ofPayloads() {
        return List.of(leaf(
                "value", "bytes", "collector-payload", EventPart.any(EventPart.Kind.PAYLOAD), GraphBuilder.ENRICHMENT));
    }

    /** Of an input, after its migration and the joins that add to its objects. */
    static List<ColumnLineage> of(JsonInput input, List<FeatureJoin> joins) {
        String reader = input.node();
        Map<String, ColumnLineage> members = new LinkedHashMap<>();
        for (Change change : input.changes()) {
            if (change instanceof Change.Rename rename) {
                ColumnLineage before = members.remove(rename.from());
                members.put(
                        rename.to(),
                        before != null
                                ? before.named(rename.to())
                                : leaf(rename.to(), "any", "migration", EventPart.member(rename.from()), reader));
            } else if (change instanceof Change.Drop drop) {
                members.remove(drop.member());
            } else if (change instanceof Change.Put put) {
                members.put(
                        put.member(),
                        made(put.member(), "migration", put.value().reads(), reader));
            } else if (change instanceof Change.Cast cast && !members.containsKey(cast.member())) {
                members.put(
                        cast.member(),
                        leaf(cast.member(), "any", "migration", EventPart.member(cast.member()), reader));
            }
        }
        List<ColumnLineage> all = new ArrayList<>(members.values());
        all.add(leaf(MORE, "any", "json-input", EventPart.member(MORE), reader));
        for (FeatureJoin join : joins) {
            if (join.keys().containsKey(input.stream())) {
                all.addAll(added(join));
            }
        }
        return all;
    }

    /**
     * What parts of objects go back to: members that a migration made are followed further.
     *
     * @param known the members of the objects, as {@link #of} tells them
     */
    static SortedSet<ColumnOrigin> origins(Set<EventPart> parts, List<ColumnLineage> known, String reader) {
        SortedSet<ColumnOrigin> origins = new TreeSet<>();
        for (EventPart part : parts) {
            String top = part.name().split("\\.", 2)[0];
            ColumnLineage made = known.stream()
                    .filter(column -> part.kind() == EventPart.Kind.MEMBER
                            && !top.equals(MORE)
                            && column.name().equals(top))
                    .findFirst()
                    .orElse(null);
            if (made != null) {
                origins.addAll(made.origins());
            } else {
                origins.add(new ColumnOrigin(reader, part));
            }
        }
        return origins;
    }

    private static List<ColumnLineage> added(FeatureJoin join) {
        String reader = GraphBuilder.id(join);
        if (join.fields().isEmpty()) {
            return List.of(leaf(join.prefix() + MORE, "any", join.name(), EventPart.member(MORE), reader));
        }
        List<ColumnLineage> added = new ArrayList<>();
        join.fields()
                .forEach((member, as) ->
                        added.add(leaf(join.prefix() + as, "any", join.name(), EventPart.member(member), reader)));
        return added;
    }

    static ColumnLineage leaf(String name, String type, String by, EventPart part, String reader) {
        return made(name, by, Set.of(part), reader).typed(type);
    }

    private static ColumnLineage made(String name, String by, Set<EventPart> from, String reader) {
        Set<ColumnOrigin> origins = new TreeSet<>();
        from.forEach(part -> origins.add(new ColumnOrigin(reader, part)));
        return new ColumnLineage(
                name,
                "any",
                List.of(new Contribution(by, null, from, Set.of(), false)),
                new TreeSet<>(origins),
                new TreeSet<>());
    }
}
