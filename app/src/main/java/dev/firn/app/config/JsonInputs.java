package dev.firn.app.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigObject;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code json-inputs}. What is inside of their members, the input itself reads. */
final class JsonInputs {

    private static final List<String> MEMBERS =
            List.of("topics", "topic-pattern", "flatten", "migrate", "time", "key", "on-broken");

    private JsonInputs() {}

    static @Nullable JsonInput read(Members row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", row.required("name", "a name of its own"));
        row.parsed("name", StreamId::checkName);
        for (String member : MEMBERS) {
            Setting setting = row.setting(member);
            if (setting != null && !isEmpty(setting)) {
                json.set(member, HoconJson.of(setting.value()));
            }
        }
        if (!json.has("topics") && !json.has("topic-pattern")) {
            row.error("topics", "required, but not set", "names of topics, or else topic-pattern");
            return null;
        }
        return row.make(() -> JsonInput.of(json));
    }

    /** As if nothing stood there. */
    private static boolean isEmpty(Setting setting) {
        return setting.value() instanceof ConfigObject object
                ? object.isEmpty()
                : "".equals(setting.value().unwrapped());
    }
}
