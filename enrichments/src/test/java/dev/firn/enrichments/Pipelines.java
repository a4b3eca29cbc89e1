package dev.firn.enrichments;

import dev.firn.enrichments.spi.Configs;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.serdes.badrow.BadRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Pipelines with a clock that stands, known ids, the schemas of Iglu Central and some of com.acme. */
final class Pipelines {

    static final Instant NOW = Instant.parse("2023-11-14T22:13:22Z");
    static final UUID NEW_ID = UUID.fromString("00000000-0000-4000-8000-000000000001");
    static final BadRow.Processor PROCESSOR = new BadRow.Processor("snowplow-enrich-kafka", "3.9.0");

    static final IgluClient IGLU = IgluClient.builder()
            .registries(List.of(
                    Registries.igluCentralSnapshot().orElseThrow(),
                    Registries.inMemory(
                            "Acme",
                            Stream.of(
                                            acme("email_sent", "1-0-0", "", "emailAddress", "emailAddress2"),
                                            acme("superseding_example", "1-0-0", superseded("1-0-1"), "a"),
                                            acme("superseding_example", "1-0-1", "", "a"),
                                            acme("superseding_example", "2-0-0", superseded("2-0-1"), "b"),
                                            acme("superseding_example", "2-0-1", "", "b"))
                                    .map(Configs::json)
                                    .toList())))
            .clock(InstantSource.fixed(NOW))
            .refreshInline()
            .build();

    private Pipelines() {}

    static EventPipeline.Builder builder() {
        return EventPipeline.builder(IGLU)
                .clock(InstantSource.fixed(NOW))
                .ids((record, index) -> NEW_ID)
                .options(options());
    }

    static EventPipeline.Options options() {
        return EventPipeline.Options.defaults().withProcessor(PROCESSOR);
    }

    static EventPipeline plain() {
        return builder().build();
    }

    static EventPipeline with(ConfiguredEnrichment... enrichments) {
        return builder().enrichments(List.of(enrichments)).build();
    }

    static EventPipeline with(EventPipeline.Options options) {
        return builder().options(options).build();
    }

    private static String superseded(String by) {
        return "\"$supersededBy\": \"" + by + "\",";
    }

    /** A schema whose properties are texts, all of them required. */
    private static String acme(String name, String version, String more, String... properties) {
        return """
                {"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
                "self": {"vendor": "com.acme", "name": "%s", "format": "jsonschema", "version": "%s"}, %s
                "type": "object", "properties": {%s}, "required": [%s]}"""
                .formatted(
                        name,
                        version,
                        more,
                        String.join(
                                ",",
                                Stream.of(properties)
                                        .map(p -> "\"" + p + "\": {\"type\": \"string\"}")
                                        .toList()),
                        String.join(
                                ",",
                                Stream.of(properties).map(p -> "\"" + p + "\"").toList()));
    }
}
