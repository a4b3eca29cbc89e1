package dev.firn.app.command;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.config.FirnConfig;
import dev.firn.app.http.HealthServer;
import dev.firn.app.http.Probe;
import dev.firn.app.run.CountsLog;
import dev.firn.app.run.EnrichService;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.RunCounts;
import dev.firn.app.run.RunLog;
import dev.firn.app.run.StartLog;
import dev.firn.app.run.TopicCheck;
import dev.firn.topology.output.ClusterTopics;
import dev.firn.topology.output.Topics;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firn run}: the production process. */
@Command(
        name = "run",
        header = "Enrich from topics to topics until stopped.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Enriches from topics to topics until it is stopped; SIGTERM finishes what is under way and commits.",
            "Probes: /health/startup, /health/live, /health/ready."
        })
final class RunCommand implements Callable<Integer> {

    private static final Duration COUNTS_PERIOD = Duration.ofMinutes(1);

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--check", description = "Only checks, as firn lint does.")
    private boolean check;

    @Option(names = "--topology", description = "Prints the topology and ends.")
    private boolean showTopology;

    @Spec
    private @Nullable CommandSpec spec;

    private final AtomicInteger exitCode = new AtomicInteger(ExitCode.OK);
    private final AtomicReference<@Nullable EnrichService> service = new AtomicReference<>();
    private volatile String step = "reading the configuration";

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Console.out(spec);
        PrintWriter err = Console.err(spec);
        options.require(spec);
        Prepared prepared = options.prepare(true, check ? out : err, err);
        if (prepared == null) {
            return ExitCode.BAD_CONFIGURATION;
        }
        try (Assembly assembly = prepared.assembly()) {
            if (showTopology) {
                out.println(prepared.topology(null, new RunLog()).describe());
                out.flush();
                return ExitCode.OK;
            }
            err.println("firn: enrichments: " + assembly.enrichmentNames());
            err.flush();
            if (check) {
                return report(prepared.checkTopics(), err);
            }
            try (HealthServer health = healthServer(prepared.config().health())) {
                err.println("firn: probes on port " + health.port());
                err.flush();
                return serve(prepared, err);
            }
        } catch (UncheckedIOException e) {
            throw new Stop(ExitCode.MISSING_DEPENDENCY, String.valueOf(e.getMessage()));
        }
    }

    private int serve(Prepared prepared, PrintWriter err) throws InterruptedException {
        step = "checking topics";
        List<String> notMade = prepared.makeTopics();
        if (!notMade.isEmpty()) {
            return report(new TopicCheck(notMade, List.of(), null), err);
        }
        TopicCheck topics = prepared.checkTopics();
        if (report(topics, err) != ExitCode.OK) {
            return ExitCode.MISSING_DEPENDENCY;
        }
        step = "starting";
        Integer limit = topics.maxRecordBytes();
        try (ClusterTopics known = prepared.clusterTopics(limit)) {
            Topics topicsThere = known == null ? Topics.ALL_EXIST : known;
            RunCounts counts = new RunCounts();
            Topology topology = prepared.topology(limit, new RunLog(), counts, topicsThere);
            StartLog.write(prepared, topology);
            try (CountsLog log = CountsLog.every(COUNTS_PERIOD, counts)) {
                return serve(prepared, topology);
            }
        }
    }

    private int serve(Prepared prepared, Topology topology) throws InterruptedException {
        FirnConfig config = prepared.config();
        EnrichService running = new EnrichService(
                topology,
                prepared.streams().properties(),
                config.health().unhealthyLatency(),
                config.shutdownTimeout(),
                prepared.streams().leavesGroupOnClose(),
                InstantSource.system());
        service.set(running);
        Thread onStop = new Thread(this::stop, "firn-stop");
        Runtime.getRuntime().addShutdownHook(onStop);
        running.start();
        step = "started";
        running.awaitEnd();
        if (running.hasFailed()) {
            exitCode.set(ExitCode.FAILED);
            TerminationLog.write("the streams ended in state ERROR; the log has the cause");
        }
        return exitCode.get();
    }

    /** Runs in the JVM's shutdown: a clean end of the process is exit code 0, whatever signal asked for it. */
    private void stop() {
        EnrichService running = service.get();
        if (running != null && !running.hasFailed()) {
            running.close();
            Runtime.getRuntime().halt(running.closedCleanly() ? exitCode.get() : ExitCode.FAILED);
        }
    }

    private HealthServer healthServer(FirnConfig.Health health) {
        Supplier<Probe> live = () -> {
            EnrichService running = service.get();
            return running == null ? Probe.ok(step) : running.live();
        };
        Supplier<Probe> ready = () -> {
            EnrichService running = service.get();
            return running == null ? Probe.no(step) : running.ready();
        };
        Supplier<Probe> startup = () -> step.equals("started") ? Probe.ok(step) : Probe.no(step);
        return new HealthServer(
                health.host(),
                health.port(),
                Map.of(
                        "/health", live,
                        "/health/live", live,
                        "/liveness", live,
                        "/health/ready", ready,
                        "/ready", ready,
                        "/health/startup", startup,
                        "/startup", startup));
    }

    private static int report(TopicCheck topics, PrintWriter err) {
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
