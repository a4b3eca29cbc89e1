package dev.firn.enrichments.javascript;

import java.util.List;
import org.openjdk.nashorn.api.scripting.ClassFilter;

/**
 * Java classes that a script may name. That a filter is there at all makes Nashorn refuse reflection too.
 *
 * @param patterns a class ({@code java.math.BigDecimal}), the classes of one package ({@code java.time.*}), or all ({@code *})
 */
record AllowedClasses(List<String> patterns) implements ClassFilter {

    AllowedClasses {
        patterns = List.copyOf(patterns);
    }

    boolean none() {
        return patterns.isEmpty();
    }

    @Override
    public boolean exposeToScripts(String name) {
        String inPackage = name.substring(0, name.lastIndexOf('.') + 1) + '*';
        return patterns.contains("*") || patterns.contains(name) || patterns.contains(inPackage);
    }
}
