package dev.firn.topology.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.topology.flow.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Record;

/** Takes objects through the steps of a migration. Immutable. */
record Migration(List<Change> changes) {

    Migration {
        changes = List.copyOf(changes);
    }

    /**
     * Changes an object.
     *
     * @param record holds the object, for expressions over it
     * @throws Refused when a step cannot take it; the object is then half changed
     */
    void migrate(ObjectNode object, Record<?, ? extends Item> record) throws Refused {
        for (Change change : changes) {
            if (change instanceof Change.Rename rename) {
                rename(object, rename.from(), rename.to());
            } else if (change instanceof Change.Drop drop) {
                object.remove(drop.member());
            } else if (change instanceof Change.Cast cast) {
                cast(object, cast);
            } else if (change instanceof Change.Put put) {
                JsonNode value = put.value().json(record);
                if (value != null) {
                    object.set(put.member(), value);
                }
            }
        }
    }

    private static void rename(ObjectNode object, String from, String to) throws Refused {
        if (!object.has(from) || from.equals(to)) {
            return;
        }
        if (object.has(to)) {
            throw new Refused("rename of " + from + ": there is a member " + to + " already");
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.properties().forEach(one -> members.put(one.getKey().equals(from) ? to : one.getKey(), one.getValue()));
        object.removeAll();
        object.setAll(members);
    }

    private static void cast(ObjectNode object, Change.Cast cast) throws Refused {
        JsonNode value = object.get(cast.member());
        if (value == null) {
            return;
        }
        JsonNode other = Casts.cast(value, cast.kind());
        if (other == null) {
            throw new Refused("cast of " + cast.member() + ": a "
                    + value.getNodeType().name().toLowerCase(Locale.ROOT) + " that is no "
                    + cast.kind().name().toLowerCase(Locale.ROOT));
        }
        object.set(cast.member(), other);
    }
}
