package dev.firn.app.run;

import dev.firn.app.config.ConfigReport;
import dev.firn.app.http.Probe;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a process is, from the first moment to the last: what endpoints look at while it starts, runs and stops.
 * Thread-safe; one thread moves it on, and nothing goes back.
 */
public final class RunState {

    private final ConfigReport report;
    private final Identity identity;
    private final Instant born;
    private volatile String step = "starting";
    private volatile @Nullable Prepared prepared;
    private volatile @Nullable EnrichService service;
    private volatile boolean started;
    private volatile boolean stopping;

    /** @param born when the process was started */
    public RunState(ConfigReport report, Identity identity, Instant born) {
        this.report = report;
        this.identity = identity;
        this.born = born;
    }

    /** What is done now, for who waits: checking topics, say. */
    public void step(String now) {
        step = now;
    }

    /** Resolver, enrichments and data files are there. */
    public void prepared(Prepared all) {
        prepared = all;
    }

    /** The streams are there, though not yet started. */
    public void service(EnrichService streams) {
        service = streams;
    }

    /** All has been done that a start takes. */
    public void started() {
        step = "started";
        started = true;
    }

    /** The process is about to end: not ready from here on. */
    public void stopping() {
        step = "stopping";
        stopping = true;
    }

    public ConfigReport report() {
        return report;
    }

    public Identity identity() {
        return identity;
    }

    public Instant born() {
        return born;
    }

    /** What is done now. */
    public String step() {
        return step;
    }

    /** Empty while resolver, enrichments and data files are not there yet. */
    public Optional<Prepared> prepared() {
        return Optional.ofNullable(prepared);
    }

    /** Empty while the streams are not there yet. */
    public Optional<EnrichService> service() {
        return Optional.ofNullable(service);
    }

    /** Up once everything is there and the streams were started. */
    public Probe startup() {
        return new Probe(started, step);
    }

    /** Down only for what a restart can mend. A start may take long, and a stop too. */
    public Probe live() {
        EnrichService running = service;
        return running == null || stopping ? Probe.ok(step) : running.live();
    }

    /** Up while the process does its work. */
    public Probe ready() {
        EnrichService running = service;
        return running == null || stopping ? Probe.no(step) : running.ready();
    }
}
