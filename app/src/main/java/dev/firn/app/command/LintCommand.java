package dev.firn.app.command;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.TopicCheck;
import java.io.PrintWriter;
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
            "and prints the effective configuration with secrets masked. firn run refuses to start on the same findings."
        })
final class LintCommand implements Callable<Integer> {

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
        Prepared prepared = options.prepare(!quiet, out, err);
        if (prepared == null) {
            return ExitCode.BAD_CONFIGURATION;
        }
        try (Assembly assembly = prepared.assembly()) {
            err.println("firn: enrichments: " + assembly.enrichmentNames());
            TopicCheck topics = offline ? null : prepared.checkTopics();
            if (topics != null) {
                topics.warnings().forEach(warning -> err.println("firn: warning: " + warning));
                topics.problems().forEach(problem -> err.println("firn: error: " + problem));
            }
            boolean good = topics == null || topics.problems().isEmpty();
            err.println(good ? "firn: all good" : "firn: not to be started like this");
            err.flush();
            return good ? ExitCode.OK : ExitCode.MISSING_DEPENDENCY;
        }
    }
}
