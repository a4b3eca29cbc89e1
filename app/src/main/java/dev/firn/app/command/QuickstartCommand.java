package dev.firn.app.command;

import dev.firn.app.quickstart.Quickstart;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firn quickstart}: the main job with nothing but a JDK. */
@Command(
        name = "quickstart",
        header = "Run the main job on this machine and see what comes out.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the main job end to end: a Kafka broker in this process, requests that real trackers sent, the real",
            "topology, and what came out good and bad. Exit code 0 says that every raw event is accounted for."
        })
final class QuickstartCommand implements Callable<Integer> {

    @Option(names = "--stay", description = "Keeps broker and topology running until Ctrl-C.")
    private boolean stay;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the broker keeps its data. Default: a temporary folder, deleted at the end.")
    private @Nullable Path data;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Console.out(spec);
        boolean conserved = new Quickstart(out, Console.isTerminal()).run(data, stay);
        return conserved ? ExitCode.OK : ExitCode.FAILED;
    }
}
