package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.Outcome;
import dev.firn.enrichments.PipelineListener;
import dev.firn.enrichments.PipelineTimer;
import dev.firn.serdes.badrow.BadRow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of payloads and events. Thread-safe. */
final class PipelineMeters implements PipelineListener {

    /** Far more than anybody configures. */
    private static final int MOST_ENRICHMENTS = 200;

    private final Meters meters;
    private final Sampler sampler;
    private final PipelineTimer stages;
    private final BoundedLabels appIds;
    private final BoundedLabels dropReasons;
    private final BoundedLabels enrichments = new BoundedLabels(MOST_ENRICHMENTS);
    private final Timer sourceLatency;
    private final Counter raw;
    private final Counter good;
    private final Counter pii;
    private final Counter incomplete;
    private final Counter invalid;
    private final Counter piiLost;
    private final Counter crashed;
    private final Map<BadKey, Counter> bad = new ConcurrentHashMap<>();
    private final Map<String, Counter> dropped = new ConcurrentHashMap<>();
    private final Map<String, Counter> failures = new ConcurrentHashMap<>();
    private final Map<String, Counter> misbehaved = new ConcurrentHashMap<>();

    /** @param mostValues of application ids, and of reasons to drop events, that are told apart */
    PipelineMeters(Meters meters, Sampler sampler, int mostValues) {
        this.meters = meters;
        this.sampler = sampler;
        stages = new StageMeters(meters);
        appIds = new BoundedLabels(mostValues);
        dropReasons = new BoundedLabels(mostValues);
        sourceLatency = meters.delay("firn.source.latency", "Age of collector records when they are taken up");
        raw = meters.counter("firn.raw", "Collector records taken up");
        good = meters.counter("firn.good", "Events that are valid and enriched");
        pii = meters.counter("firn.pii", "Good events whose replaced values are told of in another event");
        incomplete = meters.counter("firn.incomplete", "Events refused in part");
        invalid = meters.counter("firn.invalid.enriched", "Good events with columns that are too long");
        piiLost =
                meters.counter("firn.pii.lost", "Events telling of replaced values that were too large to be written");
        crashed = meters.counter("firn.crashed", "Payloads and events that met a bug");
    }

    @Override
    public void taken(long age) {
        sourceLatency.record(Math.max(0, age), TimeUnit.MILLISECONDS);
    }

    @Override
    public void received() {
        raw.increment();
    }

    @Override
    public @Nullable PipelineTimer timer() {
        return sampler.picks() ? stages : null;
    }

    @Override
    public void ended(Outcome outcome) {
        if (outcome instanceof Outcome.Good one) {
            good.increment();
            if (one.pseudonymisation() != null) {
                pii.increment();
            }
        } else if (outcome instanceof Outcome.Bad one) {
            refused(one.row());
        } else if (outcome instanceof Outcome.Incomplete) {
            incomplete.increment();
        } else if (outcome instanceof Outcome.Dropped one) {
            count(
                    dropped,
                    dropReasons.of(one.reason()),
                    reason -> meters.counter("firn.dropped", "Events left out on purpose", "reason", reason));
        }
    }

    @Override
    public void refused(BadRow row) {
        BadKey key = new BadKey(
                row.failure().kind(), enrichments.of(BadRowReason.of(row)), appIds.of(BadRowReason.appId(row)));
        requireNonNull(bad.computeIfAbsent(key, this::badCounter)).increment();
    }

    private Counter badCounter(BadKey key) {
        return meters.counter(
                "firn.bad",
                "Bad rows",
                "type",
                EnumCounters.label(key.kind()),
                "reason",
                key.reason(),
                "app_id",
                key.appId());
    }

    @Override
    public void acceptedInvalid() {
        invalid.increment();
    }

    @Override
    public void enrichmentFailed(String enrichment) {
        count(
                failures,
                enrichments.of(enrichment),
                name -> meters.counter(
                        "firn.enrichment.failures", "Events that an enrichment failed", "enrichment", name));
    }

    @Override
    public void misbehaved(String enrichment, Throwable problem) {
        count(
                misbehaved,
                enrichments.of(enrichment),
                name -> meters.counter(
                        "firn.enrichment.misbehaved",
                        "Times that an enrichment broke its contract",
                        "enrichment",
                        name));
    }

    private static void count(Map<String, Counter> counters, String label, Function<String, Counter> fresh) {
        requireNonNull(counters.computeIfAbsent(label, fresh)).increment();
    }

    @Override
    public void pseudonymisationTooLarge() {
        piiLost.increment();
    }

    @Override
    public void crashed(Throwable problem) {
        crashed.increment();
    }

    private record BadKey(BadRow.Kind kind, String reason, String appId) {}
}
