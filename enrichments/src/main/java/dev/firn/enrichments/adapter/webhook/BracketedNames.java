package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * Form fields whose names are paths, such as {@code data[merges][EMAIL]}, as a tree of objects. Where one field wants an
 * object and another a text, the later wins. Linear in the names. For one form; not thread-safe.
 */
final class BracketedNames {

    /** Readers of the event take no deeper JSON either. */
    static final int MOST_LEVELS = JsonText.MAX_DEPTH;

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private boolean tooDeep;

    void put(String name, String value) {
        List<String> path = path(name);
        if (path.size() > MOST_LEVELS) {
            tooDeep = true;
            return;
        }
        ObjectNode parent = root;
        for (String part : path.subList(0, path.size() - 1)) {
            parent = parent.get(part) instanceof ObjectNode child ? child : parent.putObject(part);
        }
        parent.put(path.get(path.size() - 1), value);
    }

    ObjectNode root() {
        return root;
    }

    boolean isTooDeep() {
        return tooDeep;
    }

    /** Parts end at {@code [}, {@code ]} and {@code ][}; empty ones count, except at the end. */
    private static List<String> path(String name) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < name.length() && parts.size() <= MOST_LEVELS; i++) {
            char c = name.charAt(i);
            if (c == '[' || c == ']') {
                parts.add(name.substring(start, i));
                boolean both =
                        c == ']' && i + 1 < name.length() && (name.charAt(i + 1) == '[' || name.charAt(i + 1) == ']');
                i += both ? 1 : 0;
                start = i + 1;
            }
        }
        parts.add(name.substring(start));
        while (!parts.isEmpty() && parts.get(parts.size() - 1).isEmpty()) {
            parts.remove(parts.size() - 1);
        }
        return parts.isEmpty() ? List.of(name) : parts; // nothing but brackets
    }
}
