package dev.firn.topology.lineage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SchemaVer;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.serdes.flatten.Flattener;
import dev.firn.serdes.format.EnrichedJson;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.Injection;
import dev.firn.topology.output.Output;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns of an output's records, as its format writes them. */
final class OutputColumns {

    private static final String MORE = "*";
    private static final String ANY = "any";

    private final Output output;
    private final Traces traces;

    private OutputColumns(Output output, Traces traces) {
        this.output = output;
        this.traces = traces;
    }

    /** Of an output of events. */
    static List<ColumnLineage> ofEvents(Output output, Traces traces) {
        OutputColumns columns = new OutputColumns(output, traces);
        return output.format() == EventFormat.TSV ? columns.tsv() : columns.written(columns.members());
    }

    /** Of an output of objects, whose columns before it are known. */
    static List<ColumnLineage> ofObjects(Output output, List<ColumnLineage> members) {
        return new OutputColumns(output, new Traces()).written(members);
    }

    private List<ColumnLineage> tsv() {
        return AtomicField.all().stream().map(this::column).toList();
    }

    private ColumnLineage column(AtomicField field) {
        return traces.of(
                EventPart.column(field), field.column(), field.kind().name().toLowerCase(Locale.ROOT));
    }

    /** Of {@link EnrichedJson#FLATTENED}. */
    private List<ColumnLineage> members() {
        List<ColumnLineage> members = new ArrayList<>();
        for (AtomicField field : AtomicField.all()) {
            if (field.kind() != AtomicField.Kind.JSON) {
                members.add(column(field));
            }
        }
        members.add(traces.of(EventPart.column(AtomicField.UNSTRUCT_EVENT), "unstruct_event_" + MORE, ANY));
        members.add(traces.of(EventPart.column(AtomicField.CONTEXTS), "contexts_" + MORE, ANY));
        for (EventPart contexts : traces.derivedContexts()) {
            members.add(traces.of(contexts, member(contexts), ANY));
        }
        members.add(traces.made(
                "geo_location",
                new LinkedHashSet<>(EventPart.columns(AtomicField.GEO_LATITUDE, AtomicField.GEO_LONGITUDE)),
                "format",
                ""));
        return members;
    }

    private static String member(EventPart contexts) {
        SchemaCriterion schema = SchemaCriterion.parse(contexts.name()).orElse(null);
        if (schema == null) {
            return "contexts_" + MORE;
        }
        Integer model = schema.model();
        String member = EnrichedJson.contextsMember(new SchemaKey(
                schema.vendor(), schema.name(), schema.format(), new SchemaVer(model == null ? 1 : model, 0, 0)));
        return model == null ? member.substring(0, member.length() - 1) + MORE : member;
    }

    /** Flat if they are to be, with what the output adds. */
    private List<ColumnLineage> written(List<ColumnLineage> members) {
        List<ColumnLineage> columns = new ArrayList<>();
        Flattener flattener = flattener();
        for (ColumnLineage member : members) {
            String name = flattener == null ? member.name() : flat(member, flattener);
            if (name != null) {
                columns.add(member.named(name));
            }
        }
        Scope scope = Scope.of(output.source().kind());
        for (Injection one : output.injections()) {
            columns.add(traces.made(one.name(), Reads.of(one.value(), scope), "inject", "output:" + output.name()));
        }
        return columns;
    }

    private @Nullable Flattener flattener() {
        return output.format() != EventFormat.FLAT_JSON
                ? null
                : Flattener.of(Objects.requireNonNullElse(output.flatten(), FlattenRules.defaults()));
    }

    /** What the rules make of the name; null when they drop it. Of a value with levels, what all its names begin with. */
    private static @Nullable String flat(ColumnLineage member, Flattener flattener) {
        boolean hasMore = member.name().endsWith(MORE);
        String key = hasMore ? member.name().substring(0, member.name().length() - 1) : member.name();
        if (key.isEmpty()) {
            return member.name();
        }
        Iterator<String> names =
                flattener.flatten(JsonNodeFactory.instance.objectNode().put(key, "x")).records().stream()
                        .flatMap(flat -> flat.properties().stream())
                        .map(Map.Entry::getKey)
                        .iterator();
        if (!names.hasNext()) {
            return null;
        }
        return names.next() + (hasMore || member.name().startsWith("contexts_") ? MORE : "");
    }
}
