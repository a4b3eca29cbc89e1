package dev.firn.app.command;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.assembly.AssemblyOptions;
import dev.firn.app.config.FirnConfig;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.TopicCheck;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firn lint}: what {@code firn run} would say, without running. */
@Command(
        name = "lint",
        header = "Check configuration and topics without starting.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks configuration, resolver, enrichments and topics without starting anything, says what is wrong where,",
            "and prints the effective configuration with secrets masked, which enrichments are on, with the versions of their",
            "configurations, their data files with their ages, and the outputs. firn run refuses to start on the same findings.",
            "Without --config only resolver and enrichments are checked."
        })
final class LintCommand implements Callable<Integer> {

    private static final String ALL_GOOD = "firn: all good";

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--offline", description = "Does not ask the cluster for topics.")
    private boolean offline;

    @Option(names = "--quiet", description = "Does not print the effective configuration.")
    private boolean quiet;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Console.out(spec);
        PrintWriter err = Console.err(spec);
        if (options.config == null) {
            return withoutConfiguration(out, err);
        }
        Prepared prepared = options.prepare(!quiet, out, err);
        if (prepared == null) {
            return ExitCode.BAD_CONFIGURATION;
        }
        try (Assembly assembly = prepared.assembly()) {
            EnrichmentTable.print(assembly, Instant.now(), out);
            OutputTable.print(prepared.outputs(), out);
            out.flush();
            TopicCheck topics = offline ? null : prepared.checkTopics();
            if (topics != null) {
                topics.warnings().forEach(warning -> err.println("firn: warning: " + warning));
                topics.problems().forEach(problem -> err.println("firn: error: " + problem));
            }
            boolean good = topics == null || topics.problems().isEmpty();
            err.println(good ? ALL_GOOD : "firn: not to be started like this");
            err.flush();
            return good ? ExitCode.OK : ExitCode.MISSING_DEPENDENCY;
        }
    }

    private AssemblyOptions assemblyOptions() {
        return AssemblyOptions.of(InstantSource.system())
                .with(new FirnConfig.Enrichments(Map.of(), options.pipeline.plugins));
    }

    /** Only what needs no cluster. */
    private int withoutConfiguration(PrintWriter out, PrintWriter err) {
        if (options.pipeline.resolver == null && options.pipeline.enrichments == null) {
            options.require(spec);
        }
        try (Assembly assembly = options.pipeline.assemble(assemblyOptions(), err)) {
            if (assembly == null || assembly.hasErrors()) {
                return ExitCode.BAD_CONFIGURATION;
            }
            EnrichmentTable.print(assembly, Instant.now(), out);
            out.flush();
            err.println(ALL_GOOD);
            err.flush();
            return ExitCode.OK;
        }
    }
}
