package dev.firn.enrichments.eventspec;

import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import java.util.List;

/**
 * How many entities of some schema an event must have, and what each of them must be. Immutable.
 *
 * @param max {@link Integer#MAX_VALUE} for any number
 */
record EntityRule(SchemaCriterion schema, int min, int max, List<PropertyRule> properties) {

    EntityRule {
        properties = List.copyOf(properties);
    }

    boolean accepts(List<SelfDescribingJson> entities) {
        int count = 0;
        for (SelfDescribingJson entity : entities) {
            if (schema.matches(entity.schema())) {
                count++;
                for (PropertyRule property : properties) {
                    if (!property.accepts(entity.data())) {
                        return false;
                    }
                }
            }
        }
        return count >= min && count <= max;
    }

    /** Adds an error for a wrong number, and one for each rule that an entity breaks. */
    void check(List<SelfDescribingJson> entities, SpecificationErrors errors) {
        int count = 0;
        for (SelfDescribingJson entity : entities) {
            count += schema.matches(entity.schema()) ? 1 : 0;
        }
        if (count < min || count > max) {
            errors.add("Expected " + expectedCount() + " but found " + count, schema.toString(), null);
        }
        for (SelfDescribingJson entity : entities) {
            if (schema.matches(entity.schema())) {
                String name = entity.schema().toString();
                properties.forEach(property -> property.check(entity.data(), name, errors));
            }
        }
    }

    private String expectedCount() {
        if (min == max) {
            return "exactly " + min;
        }
        return max == Integer.MAX_VALUE ? "at least " + min : "from " + min + " to " + max;
    }
}
