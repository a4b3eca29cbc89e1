package dev.firn.enrichments.apirequest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.lookup.CompiledPath;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import org.jspecify.annotations.Nullable;

/** Which part of an answer becomes a context of which schema. */
record Output(SchemaKey schema, CompiledPath path) {

    static Output of(ConfigReader output) {
        String uri = output.text("schema");
        SchemaKey schema = SchemaKey.parse(uri).fold(key -> key, code -> {
            throw new EnrichmentConfigException(
                    output.name("schema") + " is " + uri + "; expected one like iglu:com.acme/user/jsonschema/1-0-0");
        });
        ConfigReader json = output.object("json");
        return new Output(schema, CompiledPath.of(json.name("jsonPath"), json.text("jsonPath")));
    }

    /** Null when the answer has nothing there; an empty array is nothing, and null is something. */
    @Nullable
    SelfDescribingJson of(JsonNode answer) {
        JsonNode found = path.fold(answer);
        return found.isArray() && found.isEmpty() ? null : new SelfDescribingJson(schema, found);
    }
}
