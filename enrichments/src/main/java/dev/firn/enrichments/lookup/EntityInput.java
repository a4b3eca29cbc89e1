package dev.firn.enrichments.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import org.jspecify.annotations.Nullable;

/** A value inside the first entity, in list order, that satisfies a criterion. Immutable and thread-safe. */
public record EntityInput(EntityField field, SchemaCriterion criterion, CompiledPath path) implements Input {

    /** Reads {@code field}, {@code schemaCriterion} and {@code jsonPath}. */
    public static EntityInput of(ConfigReader json) {
        String name = json.text("field");
        EntityField field = EntityField.named(name);
        if (field == null) {
            throw new EnrichmentConfigException(json.name("field") + " is " + name
                    + "; expected one of derived_contexts, contexts, unstruct_event");
        }
        String criterion = json.text("schemaCriterion");
        return new EntityInput(
                field,
                SchemaCriterion.parse(criterion)
                        .orElseThrow(() -> new EnrichmentConfigException("Could not parse schema criterion " + criterion
                                + "; " + json.name("schemaCriterion")
                                + " must be written like iglu:com.acme/user/jsonschema/1-*-*")),
                CompiledPath.of(json.name("jsonPath"), json.text("jsonPath")));
    }

    @Override
    public EventPart part() {
        return switch (field) {
            case CONTEXTS -> EventPart.contexts(criterion);
            case DERIVED_CONTEXTS -> EventPart.derivedContexts(criterion);
            case UNSTRUCT_EVENT -> EventPart.unstructEvent(criterion);
        };
    }

    /** What the path finds in the entity, as {@link CompiledPath#fold} gives it; null when there is no such entity. */
    public @Nullable JsonNode value(EventView event) {
        SelfDescribingJson entity = field.first(event, criterion);
        return entity == null ? null : path.fold(entity.data());
    }
}
