package dev.firn.app.run;

import dev.firn.enrichments.Outcome;
import dev.firn.enrichments.PipelineListener;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators of what should never happen: bugs, and enrichments that break their contract; and of what happens on
 * purpose but leaves no trace in a topic. The first of each is logged, with its stack trace (without messages, which may
 * quote payloads) where it has one, then every thousandth.
 */
public final class RunLog implements PipelineListener {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
    private static final int EVERY = 1000;
    private static final int MAX_TRACE = 8000;

    private final AtomicLong crashes = new AtomicLong();
    private final AtomicLong misbehaviours = new AtomicLong();
    private final AtomicLong left = new AtomicLong();
    private final AtomicLong lostReports = new AtomicLong();

    @Override
    public void ended(Outcome outcome) {
        if (outcome instanceof Outcome.Dropped dropped) {
            long count = left.getAndIncrement();
            if (count % EVERY == 0) {
                LOG.info("an enrichment left an event out on purpose: reason={} count={}", dropped.reason(), count + 1);
            }
        }
    }

    @Override
    public void misbehaved(String enrichment, Throwable problem) {
        long count = misbehaviours.getAndIncrement();
        if (count % EVERY == 0) {
            LOG.error(
                    "enrichment broke its contract: enrichment={} count={} {}", enrichment, count + 1, trace(problem));
        }
    }

    @Override
    public void pseudonymisationTooLarge() {
        long count = lostReports.getAndIncrement();
        if (count % EVERY == 0) {
            LOG.warn(
                    "an event for the pii topic was larger than a record may be and was left out: count={}", count + 1);
        }
    }

    @Override
    public void crashed(Throwable problem) {
        long count = crashes.getAndIncrement();
        if (count % EVERY == 0) {
            LOG.error("bug: a record became a generic_error bad row: count={} {}", count + 1, trace(problem));
        }
    }

    /** Where it happened, without the messages: those may quote the payload. */
    private static String trace(Throwable problem) {
        StringBuilder trace = new StringBuilder();
        for (Throwable t = problem; t != null && trace.length() < MAX_TRACE; t = t.getCause()) {
            trace.append(t.getClass().getName());
            for (StackTraceElement frame : t.getStackTrace()) {
                if (trace.length() >= MAX_TRACE) {
                    break;
                }
                trace.append("\n\tat ").append(frame);
            }
            trace.append('\n');
        }
        return trace.toString();
    }
}
