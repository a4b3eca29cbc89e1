package dev.firn.app.command;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.config.ConfigReport;
import dev.firn.app.config.FirnConfig;
import dev.firn.app.endpoints.AdminEndpoints;
import dev.firn.app.endpoints.PublicEndpoints;
import dev.firn.app.http.EndpointServer;
import dev.firn.app.lineage.LineageReporter;
import dev.firn.app.logs.LogContext;
import dev.firn.app.metrics.AppMetrics;
import dev.firn.app.run.EnrichService;
import dev.firn.app.run.Identity;
import dev.firn.app.run.MemoryPlan;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.RunLog;
import dev.firn.app.run.RunState;
import dev.firn.app.run.SecondLook;
import dev.firn.app.run.StartLog;
import dev.firn.app.run.StopSignal;
import dev.firn.app.run.TopicCheck;
import dev.firn.metrics.EnrichMeters;
import dev.firn.topology.output.ClusterTopics;
import dev.firn.topology.output.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/**
 * One life of the application, from a configuration that is in order to the end: numbers and endpoints first, then all that
 * is slow, then the streams; at the end the other way round, so that whoever asks is answered as long as there is anything
 * to tell.
 */
final class EnrichRun {

    /** How long the last numbers and answers may take once the streams have stopped. */
    private static final Duration WINDING_UP = Duration.ofSeconds(10);

    /** How long the streams may take until they run, with all that has to be restored. */
    private static final Duration FIRST_START = Duration.ofHours(1);

    private static final int DEEPEST_CAUSE = 20;

    private final FirnConfig config;
    private final RunState state;
    private final PrintWriter err;
    private final InstantSource clock = InstantSource.system();
    private final AtomicInteger exitCode = new AtomicInteger(ExitCode.OK);
    private final CountDownLatch woundUp = new CountDownLatch(1);

    /** @param report without errors */
    EnrichRun(ConfigReport report, PrintWriter err) {
        this.config = report.config().orElseThrow();
        this.state = new RunState(report, Identity.of(report, System.getenv()), clock.instant());
        this.err = err;
    }

    /**
     * Runs to the end and returns the exit code. After a signal to stop, the process ends before this returns.
     *
     * @param preparation what is slow and needs no cluster; null when it cannot be used, about which all was said
     * @throws java.io.UncheckedIOException when a port cannot be bound
     */
    int run(Function<EnrichMeters, @Nullable Prepared> preparation) throws InterruptedException {
        Identity identity = state.identity();
        LogContext.set(identity.application(), identity.instance(), identity.configuration());
        StopSignal.handle();
        AppMetrics metrics = AppMetrics.of(config.metrics(), config.applicationId());
        // Closed from right to left: the last numbers are told while endpoints still answer.
        try (EndpointServer endpoints = publicEndpoints(metrics);
                EndpointServer admin = adminEndpoints();
                metrics) {
            tell("probes on port " + endpoints.port());
            if (admin != null) {
                tell("admin functions on " + config.admin().host() + ":" + admin.port());
            }
            state.step("reading resolver, enrichments and data files");
            Prepared prepared = preparation.apply(metrics.meters());
            if (prepared == null) {
                return ExitCode.BAD_CONFIGURATION;
            }
            try (Assembly assembly = prepared.assembly()) {
                state.prepared(prepared);
                tell("enrichments: " + assembly.enrichmentNames());
                return serve(prepared, metrics);
            }
        } finally {
            woundUp.countDown();
        }
    }

    private EndpointServer publicEndpoints(AppMetrics metrics) {
        FirnConfig.Health health = config.health();
        return EndpointServer.open("firn", health.host(), health.port(), PublicEndpoints.of(state, metrics, clock));
    }

    private @Nullable EndpointServer adminEndpoints() {
        FirnConfig.Admin admin = config.admin();
        return admin.port() == null
                ? null
                : EndpointServer.open("firn-admin", admin.host(), admin.port(), AdminEndpoints.of(state));
    }

    private int serve(Prepared prepared, AppMetrics metrics) throws InterruptedException {
        state.step("checking topics");
        List<String> notMade = prepared.makeTopics();
        if (!notMade.isEmpty()) {
            return report(new TopicCheck(notMade, List.of(), null), err);
        }
        TopicCheck topics = prepared.checkTopics();
        if (report(topics, err) != ExitCode.OK) {
            return ExitCode.MISSING_DEPENDENCY;
        }
        state.step("starting");
        Integer limit = topics.maxRecordBytes();
        try (ClusterTopics known = prepared.clusterTopics(limit)) {
            Topics topicsThere = known == null ? Topics.ALL_EXIST : known;
            Topology topology = prepared.topology(limit, new RunLog(), metrics.meters(), topicsThere);
            MemoryPlan.of(prepared.streams().properties(), config.steps().haveState())
                    .warning(MemoryPlan.limit())
                    .ifPresent(warning -> tell("warning: " + warning));
            StartLog.write(state, prepared, topology);
            return serve(
                    new EnrichService(prepared, topology, metrics, clock),
                    prepared,
                    metrics,
                    new SecondLook(prepared, topics));
        }
    }

    private int serve(EnrichService running, Prepared prepared, AppMetrics metrics, SecondLook look)
            throws InterruptedException {
        metrics.watchFolder(Path.of(prepared.streams().properties().getProperty(StreamsConfig.STATE_DIR_CONFIG)));
        state.service(running);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "firn-stop"));
        try (LineageReporter lineage = LineageReporter.of(prepared, clock)) {
            start(running);
            state.started();
            lineage.started();
            lookAgain(running, look);
            running.awaitEnd();
            state.stopping();
            if (running.hasFailed()) {
                lineage.failed();
                tellWhy(look);
            } else {
                lineage.completed();
            }
        }
        return exitCode.get();
    }

    /** What is thrown here, no signal asked for: a store that cannot be opened, most likely. */
    private void start(EnrichService running) {
        try {
            running.start();
        } catch (RuntimeException e) {
            exitCode.set(ExitCode.FAILED);
            String reasons = Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                    .limit(DEEPEST_CAUSE)
                    .map(cause -> String.valueOf(cause.getMessage()))
                    .distinct()
                    .collect(Collectors.joining(": "));
            TerminationLog.write("the streams did not start: " + reasons);
            throw new Stop(ExitCode.FAILED, "error: the streams did not start: " + reasons);
        }
    }

    private void tellWhy(SecondLook look) throws InterruptedException {
        exitCode.set(ExitCode.FAILED);
        List<String> reasons = look.news();
        reasons.forEach(reason -> tell("error: " + reason));
        TerminationLog.write(
                reasons.isEmpty()
                        ? "the streams ended in state ERROR; the log has the cause"
                        : String.join("; ", reasons));
    }

    /** When the streams run, all internal topics are there, and what is allowed on them can be seen. */
    private void lookAgain(EnrichService running, SecondLook look) {
        Thread later = new Thread(
                () -> {
                    try {
                        if (running.awaitRunning(FIRST_START)) {
                            look.news().forEach(news -> tell("warning: " + news));
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "firn-second-look");
        later.setDaemon(true);
        later.start();
    }

    /** Runs in the JVM's shutdown: a clean end of the process is exit code 0, whatever signal asked for it. */
    private void stop() {
        EnrichService running = state.service().orElseThrow();
        if (running.hasFailed()) {
            return;
        }
        state.stopping();
        running.close();
        try {
            if (!woundUp.await(WINDING_UP.toMillis(), TimeUnit.MILLISECONDS)) {
                tell("warning: not all could be told at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(running.closedCleanly() ? exitCode.get() : ExitCode.FAILED);
    }

    private void tell(String line) {
        err.println("firn: " + line);
        err.flush();
    }

    /** Prints what is wrong with topics; the exit code that it leads to. */
    static int report(TopicCheck topics, PrintWriter err) {
        topics.warnings().forEach(warning -> err.println("firn: warning: " + warning));
        topics.problems().forEach(problem -> err.println("firn: error: " + problem));
        err.flush();
        if (topics.problems().isEmpty()) {
            return ExitCode.OK;
        }
        TerminationLog.write(String.join("; ", topics.problems()));
        return ExitCode.MISSING_DEPENDENCY;
    }
}
