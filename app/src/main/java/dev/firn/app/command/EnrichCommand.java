package dev.firn.app.command;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.assembly.AssemblyOptions;
import dev.firn.app.config.FirnConfig;
import dev.firn.app.files.FileEnricher;
import dev.firn.app.files.RecordSource;
import dev.firn.app.files.Totals;
import dev.firn.enrichments.AtomicLimits;
import dev.firn.enrichments.EventIds;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.loader.PayloadLoader;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.output.EncodedRecord;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.OutcomeEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firn enrich}: the pipeline over files. */
@Command(
        name = "enrich",
        header = "Enrich files, with no Kafka.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Enriches the records of a file, with no Kafka: the same pipeline, one result a line, in input order.",
            "Exit code 0 says that the file was processed, whatever its events were like."
        })
final class EnrichCommand implements Callable<Integer> {

    @Mixin
    private PipelineOptions inputs = new PipelineOptions();

    @Option(names = "--in", required = true, paramLabel = "FILE", description = "Records; - for standard input.")
    private String in = "-";

    @Option(
            names = "--in-format",
            defaultValue = "bin",
            description = {
                "bin: 4-byte big-endian length and Thrift bytes, repeated;",
                "jsonl: one HTTP request a line, as JSON. Default: ${DEFAULT-VALUE}."
            })
    private InputFormat inFormat = InputFormat.BIN;

    @Option(names = "--good", paramLabel = "FILE", description = "Where good events go; - for standard output.")
    private @Nullable String good;

    @Option(names = "--bad", paramLabel = "FILE", description = "Where bad rows go; - for standard output.")
    private @Nullable String bad;

    @Option(
            names = "--incomplete",
            paramLabel = "FILE",
            description = "Keeps events that failed in part, and writes them here instead of bad rows.")
    private @Nullable String incomplete;

    @Option(names = "--format", defaultValue = "tsv", description = "Of events: tsv or json. Default: tsv.")
    private EventFormat format = EventFormat.TSV;

    @Option(names = "--threads", paramLabel = "N", description = "Default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--now",
            paramLabel = "INSTANT",
            description = {
                "Fixes the clock (2030-01-02T03:04:05Z): runs compare byte for byte. Events without an id then get one",
                "that depends on their payload."
            })
    private @Nullable Instant now;

    @Option(names = "--event-id", paramLabel = "UUID", description = "The id of every event that has none.")
    private @Nullable UUID eventId;

    @Option(
            names = "--processor",
            paramLabel = "NAME:VERSION",
            description = "How v_etl and bad rows name the program. Default: firn and its version.")
    private @Nullable String processor;

    @Option(names = "--accept-invalid", description = "Lets events with over-long columns pass.")
    private boolean acceptInvalid;

    @Option(names = "--try-base64", description = "Tries records that are no Thrift again as Base64.")
    private boolean tryBase64;

    @Option(
            names = "--max-record-bytes",
            paramLabel = "N",
            description = "Larger results become size violations. Default: ${DEFAULT-VALUE}.")
    private int maxRecordBytes = EnrichTopology.DEFAULT_MAX_RECORD_BYTES;

    @Option(
            names = "--max-json-depth",
            paramLabel = "N",
            description = "Levels that JSON may have. Default: ${DEFAULT-VALUE}.")
    private int maxJsonDepth = 40;

    @Option(
            names = "--setting",
            paramLabel = "NAME=VALUE",
            description = "Setting of an enrichment, as under enrichments.settings of a configuration.")
    private Map<String, String> settings = Map.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = Console.err(spec);
        check();
        InstantSource clock = now == null ? InstantSource.system() : InstantSource.fixed(now);
        try (Assembly assembly = inputs.assemble(assemblyOptions(clock), err)) {
            if (assembly == null || assembly.hasErrors()) {
                return ExitCode.BAD_CONFIGURATION;
            }
            Totals totals = new Totals();
            EventPipeline pipeline = assembly.pipeline(options(), ids(), totals);
            FileEnricher enricher = new FileEnricher(
                    pipeline, () -> new OutcomeEncoder(format, format, maxRecordBytes, processor(), clock), threads);
            process(enricher, totals);
            err.printf(
                    "%,d records: %,d good, %,d bad %s, %,d incomplete, %,d dropped%n",
                    totals.records(),
                    totals.good(),
                    totals.bad(),
                    totals.badByKind(),
                    totals.incomplete(),
                    totals.dropped());
            totals.misbehaving()
                    .forEach((name, count) ->
                            err.printf("firn: enrichment %s broke its contract %,d times%n", name, count));
            err.flush();
            return ExitCode.OK;
        }
    }

    private void process(FileEnricher enricher, Totals totals) throws InterruptedException {
        try (RecordSource source = inFormat.open(in);
                Sinks sinks = new Sinks();
                ProgressLine progress = new ProgressLine(System.err, Console.isTerminal(), "events", totals::ended)) {
            sinks.open(EncodedRecord.Stream.GOOD, "--good", good);
            sinks.open(EncodedRecord.Stream.BAD, "--bad", bad);
            sinks.open(EncodedRecord.Stream.INCOMPLETE, "--incomplete", incomplete);
            enricher.run(source, sinks.streams());
        } catch (IOException e) {
            throw new Stop(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private AssemblyOptions assemblyOptions(InstantSource clock) {
        AssemblyOptions usual =
                AssemblyOptions.of(clock).with(maxJsonDepth).with(new FirnConfig.Enrichments(settings, inputs.plugins));
        return now == null ? usual : usual.inOneThread();
    }

    private void check() {
        if (threads < 1) {
            throw new Stop(ExitCode.BAD_CONFIGURATION, "--threads = " + threads + ": expected 1 or more");
        }
        if (maxRecordBytes < 10_000) {
            throw new Stop(
                    ExitCode.BAD_CONFIGURATION, "--max-record-bytes = " + maxRecordBytes + ": expected 10000 or more");
        }
        if (format != EventFormat.TSV && format != EventFormat.JSON) {
            throw new Stop(ExitCode.BAD_CONFIGURATION, "--format = " + format + ": expected tsv or json");
        }
    }

    private EventPipeline.Options options() {
        return new EventPipeline.Options(
                processor(),
                AtomicLimits.defaults(),
                acceptInvalid,
                false,
                incomplete != null,
                new PayloadLoader.Options(tryBase64, true));
    }

    private EventIds ids() {
        UUID fixed = eventId;
        if (fixed != null) {
            return (record, index) -> fixed;
        }
        return now == null ? (record, index) -> UUID.randomUUID() : EventIds.ofContent();
    }

    private BadRow.Processor processor() {
        if (processor == null) {
            return new BadRow.Processor("firn", Version.current());
        }
        int colon = processor.lastIndexOf(':');
        if (colon < 1 || !processor.substring(colon + 1).matches("\\d+\\.\\d+\\.\\d+.*")) {
            throw new Stop(
                    ExitCode.BAD_CONFIGURATION,
                    "--processor = " + processor + ": expected NAME:VERSION, the version like 1.2.3");
        }
        return new BadRow.Processor(processor.substring(0, colon), processor.substring(colon + 1));
    }
}
