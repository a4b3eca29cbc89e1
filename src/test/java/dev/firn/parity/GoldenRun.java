package dev.firn.parity;

import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.enrichments.assets.AssetStore;
import dev.firn.enrichments.config.EnrichmentConfigs;
import dev.firn.enrichments.config.LoadedEnrichments;
import dev.firn.enrichments.config.NamedConfig;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.spi.Settings;
import dev.firn.registry.IgluClient;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.output.EncodedRecord;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.OutcomeEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs payloads as the reference was run: its clock, its ids, its name. */
final class GoldenRun implements AutoCloseable {

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2030-01-02T03:04:05.678Z"));

    private static final UUID EVENT_ID = UUID.fromString("00000000-0000-4000-8000-000000000000");
    private static final BadRow.Processor PROCESSOR = new BadRow.Processor("peer-enrich", "0.0.0");
    private static final int MAX_BYTES = 1_000_000;

    /** What became of one payload. */
    record Records(List<String> good, List<String> bad) {}

    /** The version of the context that the reference knows. */
    private static final Settings SETTINGS = Settings.of(Map.of("yauaa.context-version", "1-0-4"));

    private final AssetStore assets;
    private final LoadedEnrichments enrichments;
    private final EventPipeline pipeline;

    GoldenRun(List<NamedConfig> configs, IgluClient iglu) {
        assets = AssetStore.builder(CLOCK).build();
        enrichments = EnrichmentConfigs.load(
                configs, iglu, Resources.of(CLOCK).with(assets).with(SETTINGS), GoldenRun.class.getClassLoader());
        if (enrichments.enrichments().size() != configs.size()) {
            throw new IllegalStateException("configurations that cannot be used: " + enrichments.findings());
        }
        pipeline = EventPipeline.builder(iglu)
                .enrichments(enrichments.enrichments())
                .options(EventPipeline.Options.defaults().withProcessor(PROCESSOR))
                .clock(CLOCK)
                .ids((record, index) -> EVENT_ID)
                .build();
    }

    Records process(byte[] payload) {
        OutcomeEncoder encoder = new OutcomeEncoder(EventFormat.TSV, EventFormat.TSV, MAX_BYTES, PROCESSOR, CLOCK);
        Records records = new Records(new ArrayList<>(), new ArrayList<>());
        for (Outcome outcome : pipeline.process(payload)) {
            EncodedRecord encoded = encoder.encode(outcome);
            if (encoded == null) {
                throw new IllegalStateException("nothing here drops events");
            }
            String text = new String(encoded.value(), StandardCharsets.UTF_8);
            (encoded.stream() == EncodedRecord.Stream.GOOD ? records.good : records.bad).add(text);
        }
        return records;
    }

    @Override
    public void close() {
        enrichments.close();
        assets.close();
    }
}
