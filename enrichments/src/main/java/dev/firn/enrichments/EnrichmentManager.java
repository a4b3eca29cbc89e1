package dev.firn.enrichments;

import static dev.firn.serdes.event.AtomicField.COLLECTOR_TSTAMP;
import static dev.firn.serdes.event.AtomicField.DERIVED_CONTEXTS;
import static dev.firn.serdes.event.AtomicField.ETL_TSTAMP;
import static dev.firn.serdes.event.AtomicField.EVENT_ID;
import static dev.firn.serdes.event.AtomicField.NETWORK_USERID;
import static dev.firn.serdes.event.AtomicField.USERAGENT;
import static dev.firn.serdes.event.AtomicField.USER_IPADDRESS;
import static dev.firn.serdes.event.AtomicField.V_COLLECTOR;
import static dev.firn.serdes.event.AtomicField.V_ETL;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.PipelineTimer.Stage;
import dev.firn.enrichments.transform.TrackerParameters;
import dev.firn.enrichments.transform.WarehouseTime;
import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.payload.RawEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One raw event to one outcome: parameters, input JSON, enrichments, their contexts, masking, lengths, in that order.
 *
 * <p>Each of these stages may refuse the event; which failures are collected before the event stops is part of the
 * contract, because it decides what a bad row tells. A pipeline that keeps incomplete events does not stop: it takes the
 * refused parts out and goes on, and the event ends as {@link Outcome.Incomplete} with the failures of the first stage
 * that refused it.
 */
final class EnrichmentManager {

    private final IgluClient iglu;
    private final InputJson inputJson;
    private final List<Consumer<EventInProgress>> steps;
    private final List<Consumer<EventInProgress>> annotating;
    private final List<Consumer<EventInProgress>> masking;
    private final EventPipeline.Options options;
    private final PipelineListener listener;
    private final String etlVersion;

    EnrichmentManager(
            IgluClient iglu,
            List<ConfiguredEnrichment> enrichments,
            EventPipeline.Options options,
            PipelineListener listener) {
        this.iglu = iglu;
        this.inputJson = new InputJson(iglu);
        this.steps = EnrichmentOrder.steps(enrichments, options.legacyEnrichmentOrder(), inputJson, listener);
        this.annotating = EnrichmentOrder.annotating(enrichments, listener);
        this.masking = EnrichmentOrder.masking(enrichments, listener);
        this.options = options;
        this.listener = listener;
        this.etlVersion =
                options.processor().artifact() + "-" + options.processor().version();
    }

    /** @param newId asked once, and only when the tracker sent no usable id */
    Outcome enrich(EventInProgress event, Supplier<UUID> newId) {
        Refusals refusals = new Refusals(event);
        boolean stopped = refusals.add(setUp(event, newId));
        event.passed(Stage.TRANSFORM);
        if (stopped) {
            return refusals.outcome();
        }
        List<InputJson.Violation> violations = inputJson.validate(event);
        event.passed(Stage.VALIDATE);
        if (refusals.addViolations(violations)) {
            return refusals.outcome();
        }
        inputJson.writeBack(event);
        steps.forEach(step -> step.accept(event));
        event.passed(Stage.ENRICH);
        String dropReason = event.dropReason();
        if (dropReason != null) {
            return new Outcome.Dropped(dropReason);
        }
        if (refusals.add(event.failures)) {
            return refusals.outcome();
        }
        inputJson.keepOnlyValid(event); // A step may have set what is not.
        attachContexts(event);
        List<EnrichmentFailure> invalid = invalidContexts(event);
        event.passed(Stage.CHECK);
        if (refusals.add(invalid)) {
            return refusals.outcome();
        }
        event.failures.clear();
        annotating.forEach(step -> step.accept(event));
        if (refusals.add(event.failures)) {
            return refusals.outcome();
        }
        event.failures.clear();
        refusals.attachContexts();
        masking.forEach(step -> step.accept(event));
        event.passed(Stage.MASK);
        if (!event.failures.isEmpty()) {
            return refusals.unmasked(event.failures);
        }
        dropReason = event.dropReason();
        if (dropReason != null) {
            return new Outcome.Dropped(dropReason);
        }
        refusals.add(lengths(event));
        Outcome outcome = refusals.outcome();
        event.passed(Stage.FINISH);
        return outcome;
    }

    private List<EnrichmentFailure> setUp(EventInProgress event, Supplier<UUID> newId) {
        RawEvent raw = event.raw();
        RawEvent.RequestContext context = raw.context();
        List<EnrichmentFailure> failures = new ArrayList<>(0);
        Consumer<FailureMessage> failed = message -> failures.add(new EnrichmentFailure(null, message));
        event.columns
                .set(V_COLLECTOR, raw.source().name())
                .set(V_ETL, etlVersion)
                .set(ETL_TSTAMP, event.now().toEpochMilli())
                .set(
                        NETWORK_USERID,
                        context.userId() == null ? null : context.userId().toString())
                .set(USER_IPADDRESS, TrackerParameters.firstAddress(context.ipAddress()))
                .set(USERAGENT, userAgent(context.userAgent()));
        if (WarehouseTime.holds(context.timestamp())) {
            event.columns.set(COLLECTOR_TSTAMP, context.timestamp());
        } else {
            String text = WarehouseTime.column(context.timestamp());
            failed.accept(new FailureMessage.InputData(
                    "collector_tstamp",
                    WarehouseTime.iso(context.timestamp()),
                    "formatted as " + text + " is not Redshift-compatible"));
        }
        List<FailureMessage.InputData> refused = new ArrayList<>(0);
        TrackerParameters.apply(raw.parameters(), event.columns, refused::add);
        if (!refused.isEmpty()) {
            FailureOrder.of(raw.parameters(), refused).forEach(failed);
        }
        if (!event.has(EVENT_ID)) {
            event.columns.set(EVENT_ID, newId.get().toString());
        }
        return failures;
    }

    /** Only what would break a row of tab-separated values is taken out; an empty text stays. */
    private static @Nullable String userAgent(@Nullable String sent) {
        if (sent == null || (sent.indexOf('\t') < 0 && sent.indexOf('\r') < 0 && sent.indexOf('\n') < 0)) {
            return sent;
        }
        return sent.replace("\r", "").replace("\n", "").replace("\t", "    ");
    }

    private static void attachContexts(EventInProgress event) {
        List<SelfDescribingJson> own = event.derivedContexts();
        if (own.isEmpty() && event.validationInfo().isEmpty()) {
            return;
        }
        List<SelfDescribingJson> all = new ArrayList<>(own.size() + 2);
        all.addAll(own);
        all.addAll(event.validationInfo());
        event.columns.set(DERIVED_CONTEXTS, Envelopes.contexts(all));
    }

    private List<EnrichmentFailure> invalidContexts(EventInProgress event) {
        List<EnrichmentFailure> failures = new ArrayList<>(0);
        List<SelfDescribingJson> invalid = new ArrayList<>(0);
        for (SelfDescribingJson context : event.derivedContexts()) {
            if (iglu.check(context) instanceof CheckResult.Invalid result) {
                invalid.add(context);
                failures.add(new EnrichmentFailure(
                        new EnrichmentFailure.Source(context.schema(), "enrichments-contexts-validation"),
                        new FailureMessage.IgluFailure(context.schema(), result.error())));
            }
        }
        event.invalidContexts(invalid);
        return failures;
    }

    private List<EnrichmentFailure> lengths(EventInProgress event) {
        List<FailureMessage> messages = options.limits().violations(event);
        if (!messages.isEmpty() && options.acceptInvalid()) {
            listener.acceptedInvalid();
            return List.of();
        }
        return messages.stream()
                .map(message -> new EnrichmentFailure(null, message))
                .toList();
    }

    /** What the stages refused so far, and what that means for the event. */
    private final class Refusals {
        private final EventInProgress event;
        private @Nullable BadRow first;
        private final List<SelfDescribingJson> entities = new ArrayList<>(0);
        private int attached;

        Refusals(EventInProgress event) {
            this.event = event;
        }

        /** True when the event stops here. */
        boolean add(List<EnrichmentFailure> failures) {
            if (failures.isEmpty()) {
                return false;
            }
            List<EnrichmentFailure> all = failures.stream().map(ShortTexts::of).toList();
            boolean stop = refuse(new BadRow.EnrichmentFailures(event.now(), all));
            if (!stop) {
                all.forEach(failure -> entities.add(
                        FailureEntity.of(failure.message(), null, null, event.now(), options.processor())));
            }
            return stop;
        }

        boolean addViolations(List<InputJson.Violation> violations) {
            if (violations.isEmpty()) {
                return false;
            }
            boolean stop = refuse(new BadRow.SchemaViolations(
                    event.now(),
                    violations.stream().map(InputJson.Violation::message).toList()));
            if (!stop) {
                violations.forEach(v -> entities.add(FailureEntity.of(
                        v.message(), v.schema(), mayBeShown(v) ? v.data() : null, event.now(), options.processor())));
                inputJson.keepOnlyValid(event);
            }
            return stop;
        }

        /** What has no schema cannot be told to hold nothing that is to be masked. */
        private boolean mayBeShown(InputJson.Violation violation) {
            return violation.schema() != null || masking.isEmpty();
        }

        private boolean refuse(BadRow.Failure failure) {
            if (first == null) {
                first = new BadRow(
                        options.processor(),
                        failure,
                        new BadRow.Payload.Enrichment(event.columns.snapshot(), event.raw()));
            }
            return !options.keepIncomplete();
        }

        /** What could not be masked must not leave as an event, not even as an incomplete one. */
        Outcome unmasked(List<EnrichmentFailure> failures) {
            add(failures);
            return new Outcome.Bad(requireNonNull(first));
        }

        Outcome outcome() {
            if (first == null) {
                return good();
            }
            return options.keepIncomplete() ? incomplete(first) : new Outcome.Bad(first);
        }

        private Outcome good() {
            SelfDescribingJson report = event.report();
            if (report == null) {
                return new Outcome.Good(event.columns.build());
            }
            EnrichedEvent pseudonymisation = PseudonymisationEvent.of(report, event);
            return new Outcome.Good(event.columns.build(), pseudonymisation);
        }

        /**
         * Writes what is to be masked: all contexts that are valid and, in an event that goes on though parts of it were
         * refused, what is to be told of these.
         */
        void attachContexts() {
            if (first == null) {
                if (!annotating.isEmpty()) {
                    EnrichmentManager.attachContexts(event);
                }
                return;
            }
            List<SelfDescribingJson> contexts = new ArrayList<>(event.derivedContexts());
            contexts.removeAll(event.invalidContexts());
            contexts.addAll(event.validationInfo());
            contexts.addAll(entities);
            attached = entities.size();
            event.columns.set(DERIVED_CONTEXTS, Envelopes.contexts(contexts));
        }

        private Outcome incomplete(BadRow row) {
            if (!options.acceptInvalid()) {
                options.limits().tooLong(event).forEach(field -> event.columns.set(field, null));
            }
            // What was found after masking quotes no values; what was there before stays as masking left it.
            List<SelfDescribingJson> late = entities.subList(attached, entities.size());
            if (!late.isEmpty()) {
                JsonNode masked = event.json(DERIVED_CONTEXTS);
                ArrayNode data = JsonNodeFactory.instance.arrayNode();
                if (masked != null) {
                    masked.path("data").forEach(data::add);
                }
                late.forEach(entity -> data.add(entity.toJson()));
                event.columns.set(DERIVED_CONTEXTS, Envelopes.contexts(data));
            }
            return new Outcome.Incomplete(event.columns.build(), row);
        }
    }
}
