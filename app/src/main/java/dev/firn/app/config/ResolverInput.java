package dev.firn.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Properties;

/** What {@code --iglu-config} (or {@code --resolver}) names: one self-describing JSON. */
public final class ResolverInput {

    private ResolverInput() {}

    /**
     * Reads it; whether it is a resolver configuration, others decide.
     *
     * @param argument path of a JSON or HOCON file, plain or as {@code file:PATH}, or Base64 of the text
     */
    public static Loaded<JsonNode> read(String argument, Map<String, String> environment, Properties system) {
        Surroundings surroundings = new Surroundings(environment, system);
        return Document.of(argument).fold(document -> HoconJson.read(document, surroundings), Loaded.Failed::new);
    }
}
