package dev.firn.enrichments.uaparser;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import org.jspecify.annotations.Nullable;

/** The context of a parsed user agent, which always has all its keys. Most user agents come again and again. */
final class AgentContext {

    static final SchemaKey SCHEMA =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/ua_parser_context/jsonschema/1-0-0");
    private static final String[] AGENT_KEYS = {"useragentFamily", "useragentMajor", "useragentMinor", "useragentPatch"
    };
    private static final String[] SYSTEM_KEYS = {"osFamily", "osMajor", "osMinor", "osPatch", "osPatchMinor"};

    private AgentContext() {}

    static SelfDescribingJson of(RulesFile.Facts facts) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        put(data, AGENT_KEYS, facts.agent);
        data.put("useragentVersion", version(facts.agent));
        put(data, SYSTEM_KEYS, facts.system);
        data.put("osVersion", version(facts.system));
        data.put("deviceFamily", facts.device[0]);
        return SelfDescribingJson.reusable(SCHEMA, data);
    }

    /** Missing parts at the end are none. */
    private static void put(ObjectNode data, String[] keys, @Nullable String[] parts) {
        for (int i = 0; i < keys.length; i++) {
            data.put(keys[i], i < parts.length ? parts[i] : null);
        }
    }

    /** Family, a blank, and the parts with dots between; parts that are null leave no gap. */
    private static String version(@Nullable String[] parts) {
        StringBuilder version = new StringBuilder(32).append(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            if (parts[i] != null) {
                version.append(i == 1 ? ' ' : '.').append(parts[i]);
            }
        }
        return version.toString();
    }
}
