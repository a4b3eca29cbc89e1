package dev.firn.app.config;

import com.typesafe.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys that are read and checked, but that no part of the application acts on yet. Who sets one is told; who wires one
 * up takes its row out, and its remark out of {@code reference.conf}.
 */
final class PendingKeys {

    /** Native key, or section with a dot at its end, to what happens instead. */
    static final Map<String, String> ROWS = rows();

    private PendingKeys() {}

    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("registry.", "calls to registries keep their own limits");
        return rows;
    }

    /** A warning for each row of which something is set to other than its default. */
    static void tell(Map<String, ConfigValue> given, Findings findings) {
        ROWS.forEach((row, instead) -> given.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(row))
                .filter(entry -> NativeKeys.differsFromReference(entry.getKey(), entry.getValue()))
                .findFirst()
                .ifPresent(entry -> findings.warning(
                        entry.getKey(), entry.getValue(), "without effect in this version: " + instead)));
    }
}
