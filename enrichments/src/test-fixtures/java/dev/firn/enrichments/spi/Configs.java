package dev.firn.enrichments.spi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.registry.SelfDescribingJson;
import java.time.Instant;
import java.time.InstantSource;

/** Reads configurations written into tests. */
public final class Configs {

    /** Resources with a clock that stands at {@link EventFixture#COLLECTED_AT}. */
    public static final Resources RESOURCES =
            Resources.of(InstantSource.fixed(Instant.ofEpochMilli(EventFixture.COLLECTED_AT)));

    private static final ObjectMapper JSON = new ObjectMapper();

    private Configs() {}

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A complete configuration: schema and data. */
    public static EnrichmentConfig config(String text) {
        SelfDescribingJson json = SelfDescribingJson.of(json(text)).orThrow();
        return new EnrichmentConfig(json.schema(), json.data());
    }

    /** A configuration of which only the parameters matter. */
    public static EnrichmentConfig parameters(String text) {
        return config(
                """
                {"schema": "iglu:com.acme/any/jsonschema/1-0-0", "data": {"enabled": true, "parameters": %s}}"""
                        .formatted(text));
    }

    public static Enrichment create(EnrichmentFactory factory, String parameters) {
        return factory.create(parameters(parameters), RESOURCES);
    }
}
