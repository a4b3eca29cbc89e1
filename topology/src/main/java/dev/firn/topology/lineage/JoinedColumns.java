package dev.firn.topology.lineage;

import dev.firn.enrichments.spi.EventPart;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.adjoin.AdSource;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.flow.StreamId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The members of what an ad join makes, see {@code iglu:dev.firn/ad_attribution/jsonschema/1-0-0}. */
final class JoinedColumns {

    private static final EventPart TIME = EventPart.record("timestamp");

    private final AdJoin join;
    /** Of events, where the join sees them. */
    private final Traces traces;

    /** Of objects of JSON inputs, their members. */
    private final Map<StreamId, List<ColumnLineage>> objects;

    private final List<ColumnLineage> columns = new ArrayList<>();

    private JoinedColumns(AdJoin join, Traces traces, Map<StreamId, List<ColumnLineage>> objects) {
        this.join = join;
        this.traces = traces;
        this.objects = objects;
    }

    static List<ColumnLineage> of(AdJoin join, Traces traces, Map<StreamId, List<ColumnLineage>> objects) {
        JoinedColumns all = new JoinedColumns(join, traces, objects);
        all.fill();
        return all.columns;
    }

    private void fill() {
        List<AdSource> touches = new ArrayList<>(join.impressions());
        touches.addAll(join.clicks());
        List<AdSource> both = new ArrayList<>(join.conversions());
        both.addAll(touches);
        add("join", "text", List.of(), source -> List.of());
        add("conversion_id", "text", join.conversions(), AdSource::ids);
        addTime("conversion_time", join.conversions());
        add("join_key", "text", both, source -> List.of(source.key()));
        add("revision", "integer", List.of(), source -> List.of());
        add("restates", "integer", List.of(), source -> List.of());
        add("attribution", "text", List.of(), source -> List.of());
        add("attributed", "flag", both, source -> List.of(source.filter(), source.key()));
        fields("conversion.", join.conversions());
        add("touches[].id", "text", touches, AdSource::ids);
        addTime("touches[].time", touches);
        add("touches[].credit", "decimal", touches, source -> List.of(source.filter(), source.key()));
        fields("touches[].fields.", touches);
        if (!join.impressions().isEmpty() && !join.clicks().isEmpty()) {
            add("touches[].impression.id", "text", join.impressions(), AdSource::ids);
            addTime("touches[].impression.time", join.impressions());
            fields("touches[].impression.fields.", join.impressions());
        }
    }

    private void fields(String prefix, List<AdSource> sources) {
        Map<String, List<AdSource>> byName = new LinkedHashMap<>();
        for (AdSource source : sources) {
            source.fields().keySet().forEach(name -> byName.computeIfAbsent(name, some -> new ArrayList<>())
                    .add(source));
        }
        byName.forEach((name, some) -> add(
                prefix + name, "any", some, source -> List.of(source.fields().getOrDefault(name, ""))));
    }

    private void addTime(String name, List<AdSource> sources) {
        Made made = new Made();
        sources.forEach(source -> made.read(source, Set.of(TIME)));
        columns.add(made.column(name, "timestamp"));
    }

    private void add(String name, String type, List<AdSource> sources, Function<AdSource, List<String>> expressions) {
        Made made = new Made();
        for (AdSource source : sources) {
            for (String expression : expressions.apply(source)) {
                made.read(source, Reads.of(expression, scope(source)));
            }
        }
        columns.add(made.column(name, type));
    }

    private static Scope scope(AdSource source) {
        return Scope.of(source.streams().iterator().next().kind());
    }

    /** What one member is made of. */
    private final class Made {
        private final SortedSet<EventPart> from = new TreeSet<>();
        private final SortedSet<ColumnOrigin> origins = new TreeSet<>();

        void read(AdSource source, Set<EventPart> parts) {
            from.addAll(parts);
            for (StreamId stream : source.streams()) {
                String reader = GraphBuilder.readerOf(stream);
                List<ColumnLineage> members = objects.get(stream);
                origins.addAll(
                        members == null
                                ? traces.origins(parts, reader)
                                : ObjectColumns.origins(parts, members, reader));
            }
        }

        ColumnLineage column(String name, String type) {
            return new ColumnLineage(
                    name,
                    type,
                    List.of(new Contribution(join.storeName(), null, from, Set.of(), false)),
                    origins,
                    new TreeSet<>());
        }
    }
}
