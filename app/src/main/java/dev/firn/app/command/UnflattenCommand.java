package dev.firn.app.command;

import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.serdes.flatten.FlattenRulesException;
import dev.firn.serdes.flatten.Unflattener;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firn unflatten}: inverts {@code firn flatten} with the lossless profile. */
@Command(
        name = "unflatten",
        header = "Invert flatten: flat objects in, what they were made of out.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Gives back, one a line, the documents that firn flatten --rules '{\"profile\":\"lossless\"}' was given: keys in",
            "their order, numbers as they were written. An object whose keys contradict each other is told with its place;",
            "the rest is written, and the exit code is 3."
        })
final class UnflattenCommand implements Callable<Integer> {

    @Option(names = "--in", required = true, paramLabel = "FILE", description = "Flat objects; - for standard input.")
    private String in = "-";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Lines; - for standard output.")
    private String out = "-";

    @Mixin
    private RulesOptions options = new RulesOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        FlattenRules rules = options.read(FlattenRules.lossless());
        Unflattener unflattener;
        try {
            unflattener = Unflattener.of(rules);
        } catch (FlattenRulesException e) {
            throw new Stop(ExitCode.BAD_CONFIGURATION, String.valueOf(e.getMessage()));
        }
        return new DocumentRun(in, out, rules.reading(), Console.err(spec)).run((flat, duplicateKeys) -> unflattener
                .unflatten(flat)
                .fold(
                        document -> new DocumentRun.Result(List.of(document), List.of()),
                        why -> new DocumentRun.Result(
                                List.of(), List.of("keys that no lossless flattening makes together"))));
    }
}
