package dev.firn.enrichments;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.PipelineTimer.Stage;
import dev.firn.enrichments.adapter.Adapter;
import dev.firn.enrichments.adapter.AdapterRegistry;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.loader.PayloadLoader;
import dev.firn.registry.IgluClient;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collector records in, outcomes out: the whole of enrichment as a function, without Kafka.
 *
 * <pre>{@code
 * EventPipeline pipeline = EventPipeline.builder(iglu).enrichments(enrichments).build();
 * List<Outcome> outcomes = pipeline.process(record);
 * }</pre>
 *
 * <p>The same record, clock and id source give the same outcomes. No record makes it throw: what cannot be read is a bad
 * row that holds the bytes, and a bug is a {@code generic_error} row. Thread-safe; share one among all threads. Whoever
 * made the {@link IgluClient} and the enrichments closes them.
 */
public final class EventPipeline {

    private final PayloadLoader loader;
    private final AdapterRegistry adapters;
    private final IgluClient iglu;
    private final EnrichmentManager manager;
    private final Options options;
    private final InstantSource clock;
    private final EventIds ids;
    private final PipelineListener listener;
    private final List<ConfiguredEnrichment> enrichments;

    private EventPipeline(Builder builder) {
        options = builder.options;
        loader = new PayloadLoader(options.loader());
        adapters = new AdapterRegistry(builder.adapterSchemas, builder.adapters);
        iglu = builder.iglu;
        clock = builder.clock;
        ids = builder.ids;
        listener = builder.listener;
        enrichments = builder.enrichments;
        manager = new EnrichmentManager(iglu, builder.enrichments, options, listener);
    }

    public static Builder builder(IgluClient iglu) {
        return new Builder(iglu);
    }

    /** How it was told to treat events. */
    public Options options() {
        return options;
    }

    /** Who is told of what happens to records; also of what happens to them after the pipeline. */
    public PipelineListener listener() {
        return listener;
    }

    /**
     * What an event goes through, and what is made of what there: for those who ask where a column comes from. Those that
     * make nothing are left out.
     */
    public List<PipelineStage> stages() {
        List<PipelineStage> stages = new ArrayList<>(FixedStages.first());
        stages.addAll(EnrichmentOrder.stages(enrichments, options.legacyEnrichmentOrder()));
        stages.removeIf(stage -> stage.derivations().isEmpty());
        return stages;
    }

    /** What incomplete events go through besides, at the end. */
    public PipelineStage stageOfIncomplete() {
        return FixedStages.failures();
    }

    /** How the events that tell of replaced values are made, of what the others are. */
    public PipelineStage stageOfPseudonymisation() {
        return FixedStages.pseudonymisation();
    }

    /** Processes a record with the ids that the pipeline was built with. */
    public List<Outcome> process(byte[] record) {
        return process(record, ids);
    }

    /**
     * Processes a record.
     *
     * @param record the Thrift bytes that a collector wrote, or anything else; not changed
     * @param eventIds gives ids to events that came without one
     * @return one outcome for each event, in the payload's order; one for each violation when it holds no events
     */
    public List<Outcome> process(byte[] record, EventIds eventIds) {
        listener.received();
        PipelineTimer timer = listener.timer();
        Laps laps = timer == null ? null : new Laps(timer);
        Instant now = clock.instant();
        List<Outcome> outcomes;
        try {
            outcomes = outcomes(record, eventIds, now, laps);
        } catch (RuntimeException | StackOverflowError e) {
            outcomes = List.of(crashed(record, now, e));
        }
        if (laps != null) {
            laps.end();
        }
        outcomes.forEach(listener::ended);
        return outcomes;
    }

    private List<Outcome> outcomes(byte[] record, EventIds eventIds, Instant now, @Nullable Laps laps) {
        PayloadLoader.Loaded loaded = loader.load(record);
        if (laps != null) {
            laps.end(Stage.LOAD);
        }
        if (loaded instanceof PayloadLoader.Loaded.Unloadable unloadable) {
            return unloadable.failures().stream()
                    .map(failure -> unloadable(record, now, failure))
                    .toList();
        }
        NormalizedPayload payload = ((PayloadLoader.Loaded.Payload) loaded).payload();
        AdapterResult adapted = adapters.adapt(payload, iglu);
        if (laps != null) {
            laps.end(Stage.ADAPT);
        }
        if (adapted instanceof AdapterResult.Rejected rejected) {
            return List.of(rejected(payload, now, rejected));
        }
        return enrich(((AdapterResult.Events) adapted).events(), record, eventIds, now, laps);
    }

    private List<Outcome> enrich(
            List<RawEvent> events, byte[] record, EventIds eventIds, Instant now, @Nullable Laps laps) {
        List<Outcome> outcomes = new ArrayList<>(events.size());
        RequestHeaders headers = new RequestHeaders(events.get(0).context().headers());
        for (int i = 0; i < events.size(); i++) {
            RawEvent raw = events.get(i);
            RequestHeaders own = headers.isOf(raw.context().headers())
                    ? headers
                    : new RequestHeaders(raw.context().headers());
            int index = i;
            try {
                EventInProgress event = new EventInProgress(raw, own, now, laps);
                outcomes.add(manager.enrich(event, () -> eventIds.eventId(record, index)));
            } catch (RuntimeException | StackOverflowError e) {
                // One event's bug must not take the others of its payload along.
                outcomes.add(crashed(record, now, e));
            }
        }
        return outcomes;
    }

    private Outcome unloadable(byte[] record, Instant now, FailureMessage failure) {
        return bad(new BadRow.FormatViolation(now, "thrift", failure), raw(record));
    }

    private Outcome rejected(NormalizedPayload payload, Instant now, AdapterResult.Rejected rejected) {
        RawEvent.Api api = payload.api();
        return bad(
                new BadRow.AdapterFailure(
                        AdapterRegistry.failureKind(api), now, api.vendor(), api.version(), rejected.messages()),
                new BadRow.Payload.Collector(payload));
    }

    private Outcome crashed(byte[] record, Instant now, Throwable problem) {
        listener.crashed(problem);
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        return bad(new BadRow.GenericError(now, List.of(trace.toString())), raw(record));
    }

    private Outcome bad(BadRow.Failure failure, BadRow.Payload payload) {
        return new Outcome.Bad(new BadRow(options.processor(), failure, payload));
    }

    private static BadRow.Payload raw(byte[] record) {
        return new BadRow.Payload.Raw(Base64.getEncoder().encodeToString(record));
    }

    /**
     * How events are treated, as configuration says it.
     *
     * @param processor written into {@code v_etl} and bad rows
     * @param limits of column lengths
     * @param acceptInvalid lets events with too long columns pass unchanged
     * @param legacyEnrichmentOrder runs scripts before address and currency look-ups
     * @param keepIncomplete turns refused events into {@link Outcome.Incomplete}
     * @param loader how records are read
     */
    public record Options(
            BadRow.Processor processor,
            AtomicLimits limits,
            boolean acceptInvalid,
            boolean legacyEnrichmentOrder,
            boolean keepIncomplete,
            PayloadLoader.Options loader) {

        public static Options defaults() {
            return new Options(
                    new BadRow.Processor("firn", "0.1.0"),
                    AtomicLimits.defaults(),
                    false,
                    false,
                    false,
                    PayloadLoader.Options.defaults());
        }

        public Options withProcessor(BadRow.Processor other) {
            return new Options(other, limits, acceptInvalid, legacyEnrichmentOrder, keepIncomplete, loader);
        }

        public Options withLimits(AtomicLimits other) {
            return new Options(processor, other, acceptInvalid, legacyEnrichmentOrder, keepIncomplete, loader);
        }

        public Options acceptingInvalid() {
            return new Options(processor, limits, true, legacyEnrichmentOrder, keepIncomplete, loader);
        }

        public Options keepingIncomplete() {
            return new Options(processor, limits, acceptInvalid, legacyEnrichmentOrder, true, loader);
        }
    }

    /** Collects the pipeline's parts. Everything but the Iglu client has a default. */
    public static final class Builder {
        private final IgluClient iglu;
        private List<ConfiguredEnrichment> enrichments = List.of();
        private AdapterSchemas adapterSchemas = AdapterSchemas.defaults();
        private List<Adapter> adapters = List.of();
        private Options options = Options.defaults();
        private InstantSource clock = InstantSource.system();
        private EventIds ids = EventIds.ofContent();
        private PipelineListener listener = PipelineListener.NONE;

        private Builder(IgluClient iglu) {
            this.iglu = requireNonNull(iglu, "iglu");
        }

        /** Enrichments to run; the order of the list matters only among those without a place of their own. */
        public Builder enrichments(List<ConfiguredEnrichment> list) {
            enrichments = List.copyOf(list);
            return this;
        }

        /** Adapters beside the built-in ones; one with the same path takes the place of a built-in one. */
        public Builder adapters(List<Adapter> more) {
            adapters = List.copyOf(more);
            return this;
        }

        /** Which schemas the events of the built-in webhooks claim. */
        public Builder adapterSchemas(AdapterSchemas schemas) {
            adapterSchemas = requireNonNull(schemas, "schemas");
            return this;
        }

        public Builder options(Options value) {
            options = requireNonNull(value, "options");
            return this;
        }

        /** Read once for each record. */
        public Builder clock(InstantSource value) {
            clock = requireNonNull(value, "clock");
            return this;
        }

        public Builder ids(EventIds value) {
            ids = requireNonNull(value, "ids");
            return this;
        }

        public Builder listener(PipelineListener value) {
            listener = requireNonNull(value, "listener");
            return this;
        }

        public EventPipeline build() {
            return new EventPipeline(this);
        }
    }
}
