package dev.firn.enrichments.javascript;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EventFields;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.nashorn.api.scripting.AbstractJSObject;

/**
 * An event as a script sees it: its columns as they were, with the script's edits over them. Made for one call; an engine
 * that outlives the call may still hold it, but what it does then changes nothing.
 */
final class ScriptEvent extends AbstractJSObject {

    private static final String CONTEXTS = "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1";

    private final EventFields columns;
    private final List<SelfDescribingJson> derivedContexts;
    private final EngineValues engine;
    private final Map<AtomicField, @Nullable Object> edits = new EnumMap<>(AtomicField.class);
    private boolean erased;
    private boolean dropped;

    ScriptEvent(EventFields columns, List<SelfDescribingJson> derivedContexts, EngineValues engine) {
        this.columns = columns;
        this.derivedContexts = derivedContexts;
        this.engine = engine;
    }

    /** What only the engine that runs the script can give. */
    interface EngineValues {
        Object undefined();

        /** Throws a {@code TypeError} of the script. */
        RuntimeException typeError(String message);
    }

    /** Columns that the script set, in their order; those of JSON as the texts that it set. */
    Map<AtomicField, @Nullable Object> edits() {
        return edits;
    }

    boolean erased() {
        return erased;
    }

    boolean dropped() {
        return dropped;
    }

    @Nullable
    Object column(AtomicField field) {
        if (edits.containsKey(field)) {
            return ColumnValues.edited(field.kind(), edits.get(field));
        }
        return field == AtomicField.DERIVED_CONTEXTS
                ? derivedContexts()
                : ColumnValues.toScript(field.kind(), columns.value(field));
    }

    /** They have no column yet. */
    private @Nullable String derivedContexts() {
        if (erased || derivedContexts.isEmpty()) {
            return null;
        }
        ArrayNode data = JsonNodeFactory.instance.arrayNode(derivedContexts.size());
        derivedContexts.forEach(context -> data.add(context.toJson()));
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("schema", CONTEXTS);
        envelope.set("data", data);
        return JsonText.write(envelope);
    }

    void set(AtomicField field, @Nullable Object value) {
        try {
            edits.put(field, ColumnValues.fromScript(field.kind(), value));
        } catch (ColumnValues.Unfit e) {
            throw engine.typeError("event." + field.column() + ": " + e.getMessage());
        }
    }

    void eraseDerivedContexts() {
        erased = true;
        edits.remove(AtomicField.DERIVED_CONTEXTS);
    }

    void drop() {
        dropped = true;
    }

    @Override
    public @Nullable Object getMember(String name) {
        EventMembers.Function function = EventMembers.function(name);
        if (function != null) {
            return function;
        }
        AtomicField field = EventMembers.column(name);
        return field == null ? engine.undefined() : column(field);
    }

    @Override
    public boolean hasMember(String name) {
        return EventMembers.has(name);
    }

    /** As with Java beans, what has no such property is ignored. */
    @Override
    public void setMember(String name, @Nullable Object value) {
        AtomicField field = EventMembers.column(name);
        if (field != null) {
            set(field, value);
        }
    }

    @Override
    public String getClassName() {
        return "Event";
    }
}
