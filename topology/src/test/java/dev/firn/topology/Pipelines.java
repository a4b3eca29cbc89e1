package dev.firn.topology;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.AtomicLimits;
import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.EventPipeline;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.Registry;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Pipelines that know the one schema these tests need. */
final class Pipelines {

    static final SchemaKey PAYLOAD_DATA =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4");

    /** Titles of any length, so that an event can be made as big as a test wants it. */
    static final UnaryOperator<EventPipeline.Options> ANY_TITLE =
            options -> options.withLimits(AtomicLimits.with(Map.of(AtomicField.PAGE_TITLE, 0)));

    /** The same for names of apps. */
    static final UnaryOperator<EventPipeline.Options> ANY_APP =
            options -> options.withLimits(AtomicLimits.with(Map.of(AtomicField.APP_ID, 0)));

    private Pipelines() {}

    static EventPipeline usual() {
        return with(options -> options);
    }

    static EventPipeline with(UnaryOperator<EventPipeline.Options> change) {
        return with(change, List.of());
    }

    static EventPipeline with(UnaryOperator<EventPipeline.Options> change, List<ConfiguredEnrichment> enrichments) {
        JsonNode schema = JsonText.parse(
                        """
                        {"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
                         "self": {"vendor": "com.snowplowanalytics.snowplow", "name": "payload_data",
                                  "format": "jsonschema", "version": "1-0-4"},
                         "type": "array"}
                        """)
                .fold(json -> json, error -> {
                    throw new IllegalArgumentException(error);
                });
        IgluClient iglu = IgluClient.builder()
                .registries(List.of(Registries.inMemory(Registry.Config.named("Test"), Map.of(PAYLOAD_DATA, schema))))
                .refreshInline()
                .build();
        return EventPipeline.builder(iglu)
                .options(change.apply(EventPipeline.Options.defaults()))
                .enrichments(enrichments)
                .clock(InstantSource.fixed(Requests.NOW))
                .build();
    }
}
