package dev.firn.app.command;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.lineage.TopologyView;
import dev.firn.app.run.Prepared;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firn topology}: what firn run would do, as a graph. */
@Command(
        name = "topology",
        header = "Show topics, steps, stores and outputs, and where columns come from.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the topology that a configuration makes: topics that are read, enrichments and steps, stores and internal",
            "topics, outputs with their owners and tickets. With --output, and always as JSON, also where each column comes",
            "from. Nothing is started, and the cluster is not asked."
        })
final class TopologyCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "${DEFAULT-VALUE} by default, else json, dot (Graphviz), mermaid or openlineage (events, one a line).")
    private String format = "text";

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description = "Only this output and what it needs, with its columns.")
    private @Nullable String output;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = Console.err(spec);
        options.require(spec);
        Prepared prepared = options.prepare(false, err, err);
        if (prepared == null) {
            return ExitCode.BAD_CONFIGURATION;
        }
        try (Assembly assembly = prepared.assembly()) {
            return print(prepared, format, output, Console.out(spec), err);
        }
    }

    /** For all commands that show a topology; says what is wrong with format or output. */
    static int print(Prepared prepared, String format, @Nullable String output, PrintWriter out, PrintWriter err) {
        TopologyView view = TopologyView.of(prepared);
        try {
            out.print(view.page(format, output).text());
            out.flush();
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            err.println("firn: error: " + e.getMessage());
            err.flush();
            return ExitCode.BAD_CONFIGURATION;
        }
    }
}
