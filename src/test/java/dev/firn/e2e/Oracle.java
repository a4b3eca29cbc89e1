package dev.firn.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.app.assembly.Assembly;
import dev.firn.app.assembly.AssemblyOptions;
import dev.firn.app.config.ConfigLoader;
import dev.firn.app.config.ConfigReport;
import dev.firn.app.config.EnrichmentsInput;
import dev.firn.app.config.FirnConfig;
import dev.firn.app.config.StreamsSettings;
import dev.firn.app.run.Prepared;
import dev.firn.enrichments.AtomicLimits;
import dev.firn.enrichments.EventIds;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.enrichments.PipelineListener;
import dev.firn.enrichments.config.NamedConfig;
import dev.firn.enrichments.loader.PayloadLoader;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.topology.output.EncodedRecord;
import dev.firn.topology.output.EncodedRecord.Stream;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.HeaderRule;
import dev.firn.topology.output.OutcomeEncoder;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a run without faults gives: the pipeline called directly, without Kafka, on the records of the input topic. Keys,
 * headers and timestamps are worked out here from their contract, not by the code under test.
 */
public final class Oracle implements AutoCloseable {

    /**
     * What one input record gives.
     *
     * @param event null when the result is a bad row
     * @param timestamp of the output record
     * @param badRowKey key of the bad row that takes the event's place when something fails
     */
    public record Expectation(
            Source source, Result result, @Nullable EnrichedEvent event, long timestamp, String badRowKey) {}

    private static final byte[] NOTHING = {};

    private final Prepared prepared;
    private final EventPipeline pipeline;
    private final OutcomeEncoder encoder;
    private final String topic;

    Oracle(Deployment deployment) {
        this(deployment, Deployment.enrichments(), null);
    }

    /**
     * @param enrichments folder of configurations
     * @param resolver null for the schemas that ship with Firn
     */
    public Oracle(Deployment deployment, Path enrichments, @Nullable JsonNode resolver) {
        prepared = prepare(deployment.config("oracle"), enrichments, resolver);
        FirnConfig config = prepared.config();
        BadRow.Processor processor = new BadRow.Processor(
                config.processor().artifact(), config.processor().version());
        pipeline = prepared.assembly()
                .pipeline(
                        new EventPipeline.Options(
                                processor,
                                AtomicLimits.with(config.validation().atomicFieldsLimits()),
                                config.features().acceptInvalid(),
                                config.features().legacyEnrichmentOrder(),
                                false,
                                new PayloadLoader.Options(
                                        config.features().tryBase64Decoding(),
                                        config.features().forwardedHeaderQuirk())),
                        EventIds.ofContent(),
                        new PipelineListener() {});
        encoder = new OutcomeEncoder(
                EventFormat.TSV, EventFormat.TSV, config.outputs().maxRecordBytes(), processor, InstantSource.system());
        topic = deployment.raw();
    }

    /** Reads a configuration as the command line does. */
    static Prepared prepare(Path config) {
        return prepare(config, Deployment.enrichments(), null);
    }

    private static Prepared prepare(Path config, Path folder, @Nullable JsonNode resolver) {
        ConfigReport report = ConfigLoader.load(config.toString(), Map.of(), new Properties(), true);
        StreamsSettings streams = report.streams().orElseThrow(() -> new AssertionError(report.errors()));
        List<NamedConfig> enrichments = EnrichmentsInput.read(folder.toString(), Map.of(), new Properties())
                .fold(
                        sources -> sources.stream()
                                .map(one -> new NamedConfig(one.source(), one.json()))
                                .toList(),
                        problems -> {
                            throw new AssertionError(problems);
                        });
        Assembly assembly = Assembly.of(
                resolver,
                enrichments,
                AssemblyOptions.of(InstantSource.system()).inOneThread());
        return new Prepared(report.config().orElseThrow(), streams, assembly);
    }

    /** Tells the verifier what the record becomes; returns how many results. */
    int expect(ConsumerRecord<byte[], byte[]> record, Verifier verifier) {
        List<Expectation> all = results(record);
        all.forEach(one -> verifier.expect(one.source(), one.result()));
        return all.size();
    }

    /** What becomes of a record, before any step that looks at more than one. */
    public List<Expectation> results(ConsumerRecord<byte[], byte[]> record) {
        EventIds ids = EventIds.derivedFrom(topic + "/" + record.partition() + "/" + record.offset());
        List<Expectation> all = new ArrayList<>();
        for (Outcome outcome : pipeline.process(record.value(), ids)) {
            Source source = new Source(record.partition(), record.offset(), all.size());
            String badRowKey = ids.eventId(NOTHING, all.size()).toString();
            long timestamp = timestamp(outcome, record);
            EncodedRecord encoded = encoder.encode(outcome);
            if (encoded == null) {
                throw new AssertionError("no enrichment of these tests drops events");
            }
            boolean bad = encoded.stream() == Stream.BAD;
            EnrichedEvent event = bad ? null : ((Outcome.Good) outcome).event();
            Result result = event == null
                    ? Result.bad(bytes(badRowKey), timestamp, "", encoded.value())
                    : good(event, timestamp, encoded.value());
            all.add(new Expectation(source, result, event, timestamp, badRowKey));
        }
        return all;
    }

    /** The record of an event that a later step has changed. */
    public Result changed(EnrichedEvent event, long timestamp) {
        return good(event, timestamp, EnrichedTsv.encode(event));
    }

    private Result good(EnrichedEvent event, long timestamp, byte[] value) {
        Output good = prepared.config().outputs().named("good");
        String user = good.key() == null ? null : text(event, good.key());
        String key = user == null || user.isEmpty() ? EnrichedTsv.text(event, AtomicField.EVENT_ID) : user;
        StringBuilder headers = new StringBuilder();
        for (HeaderRule header : good.headers()) {
            String text = text(event, header.value());
            if (text != null) {
                headers.append(header.name()).append('=').append(text).append(';');
            }
        }
        return Result.good(bytes(String.valueOf(key)), timestamp, headers.toString(), value);
    }

    /** Deployments of these tests name columns only. */
    private static String text(EnrichedEvent event, Value column) {
        return EnrichedTsv.text(event, ((Value.Column) column).field());
    }

    /** The collector's, wherever the outcome holds it; else the input record's. */
    private static long timestamp(Outcome outcome, ConsumerRecord<byte[], byte[]> record) {
        if (outcome instanceof Outcome.Good good) {
            Long collector = good.event().timestamp(AtomicField.COLLECTOR_TSTAMP);
            return collector == null ? record.timestamp() : collector;
        }
        BadRow.Payload payload = ((Outcome.Bad) outcome).row().payload();
        if (payload instanceof BadRow.Payload.Collector collector) {
            Long at = collector.payload().context().timestamp();
            return at == null ? record.timestamp() : at;
        }
        if (payload instanceof BadRow.Payload.Enrichment enrichment) {
            Long at = enrichment.raw().context().timestamp();
            return at == null ? record.timestamp() : at;
        }
        return record.timestamp();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        prepared.assembly().close();
    }
}
