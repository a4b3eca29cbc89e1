package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a schema says about objects, in one walk over the members of the value and one look-up for each. */
final class ObjectCheck implements Check {

    /**
     * What is known of a name.
     *
     * @param declared whether it stands in {@code properties}, or else only in {@code required}
     */
    record Property(Check check, boolean declared, boolean required) {}

    /** An entry of {@code patternProperties}. */
    record Matching(BoundedRegex name, Check check) {}

    private final Map<String, Property> properties;
    private final Matching[] patterns;
    private final Check additional;
    private final int required;
    private final int least;
    private final int most;

    /** @param additional for members that nothing else names */
    ObjectCheck(Map<String, Property> properties, List<Matching> patterns, Check additional, int least, int most) {
        this.properties = Map.copyOf(properties);
        this.patterns = patterns.toArray(new Matching[0]);
        this.additional = additional;
        this.required =
                (int) properties.values().stream().filter(Property::required).count();
        this.least = least;
        this.most = most;
    }

    @Override
    public boolean accepts(JsonNode object) {
        int size = object.size();
        if (size < least || size > most || size < required) {
            return false;
        }
        int present = 0;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            Property property = properties.get(member.getKey());
            if (property != null && property.required) {
                present++;
            }
            if (!acceptsMember(member.getKey(), member.getValue(), property)) {
                return false;
            }
        }
        return present == required;
    }

    private boolean acceptsMember(String name, JsonNode value, @Nullable Property property) {
        boolean known = false;
        if (property != null && property.declared) {
            known = true;
            if (!property.check.accepts(value)) {
                return false;
            }
        }
        for (Matching pattern : patterns) {
            if (pattern.name.find(name)) {
                known = true;
                if (!pattern.check.accepts(value)) {
                    return false;
                }
            }
        }
        return known || isComment(name) || additional.accepts(value);
    }

    /** Enrich's validator has no opinion on such additional properties. */
    static boolean isComment(String name) {
        return name.startsWith("#");
    }
}
