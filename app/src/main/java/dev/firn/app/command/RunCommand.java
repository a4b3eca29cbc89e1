package dev.firn.app.command;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.config.ConfigReport;
import dev.firn.app.run.Prepared;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
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
            "Probes: /health/startup, /health/live, /health/ready; numbers: /metrics. GET / lists the rest."
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--check", description = "Only checks, as firn lint does.")
    private boolean check;

    @Option(
            names = "--topology",
            paramLabel = "FORMAT",
            arity = "0..1",
            fallbackValue = "text",
            description = "Only prints the topology, as firn topology does.")
    private @Nullable String topology;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        LogFormat.apply(spec);
        PrintWriter out = Console.out(spec);
        PrintWriter err = Console.err(spec);
        options.require(spec);
        if (check || topology != null) {
            return look(out, err);
        }
        ConfigReport report = options.read(err);
        if (!report.isValid()) {
            options.prepare(report, null, err); // what else is wrong
            return ExitCode.BAD_CONFIGURATION;
        }
        LogFormat.tell(report, err);
        try {
            return new EnrichRun(report, err).run(meters -> options.prepare(report, meters, err));
        } catch (UncheckedIOException e) {
            throw new Stop(ExitCode.MISSING_DEPENDENCY, String.valueOf(e.getMessage()));
        }
    }

    private int look(PrintWriter out, PrintWriter err) throws InterruptedException {
        Prepared prepared = options.prepare(true, check ? out : err, err);
        if (prepared == null) {
            return ExitCode.BAD_CONFIGURATION;
        }
        try (Assembly assembly = prepared.assembly()) {
            if (topology != null) {
                return TopologyCommand.print(prepared, topology, null, out, err);
            }
            err.println("firn: enrichments: " + assembly.enrichmentNames());
            err.flush();
            return EnrichRun.report(prepared.checkTopics(), err);
        }
    }
}
