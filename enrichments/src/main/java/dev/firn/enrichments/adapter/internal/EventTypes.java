package dev.firn.enrichments.adapter.internal;

import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.badrow.FailureMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema of each type of event that a sender knows, by the word the sender has for it. Immutable. */
public final class EventTypes {

    private static final int NO_INDEX = -1;

    private final Map<String, SchemaKey> schemas = new LinkedHashMap<>();

    /**
     * @param adapter whose schemas these are
     * @param table a line for each type: the sender's word and, where it differs, the name the schema is configured by
     */
    public EventTypes(AdapterSchemas configured, String adapter, String table) {
        table.lines().forEach(line -> {
            int space = line.indexOf(' ');
            String type = space < 0 ? line : line.substring(0, space);
            schemas.put(type, configured.get(adapter, line.substring(space + 1)));
        });
    }

    /** Null of null and of words that are not in the table. */
    public @Nullable SchemaKey get(@Nullable String type) {
        return type == null ? null : schemas.get(type);
    }

    /** Why there is no schema for the only event of a request. */
    public FailureMessage unknown(@Nullable String type) {
        return unknown(type, NO_INDEX);
    }

    /** Why there is no schema for one of several. */
    public FailureMessage unknown(@Nullable String type, int index) {
        String reason;
        if (type == null) {
            reason = "cannot determine event type: type parameter not provided";
        } else if (type.isEmpty()) {
            reason = "cannot determine event type: type parameter empty";
        } else {
            reason = "no schema associated with the provided type parameter";
        }
        return new FailureMessage.SchemaMapping(
                type, Collections.unmodifiableMap(schemas), index < 0 ? reason : reason + " at index " + index);
    }
}
