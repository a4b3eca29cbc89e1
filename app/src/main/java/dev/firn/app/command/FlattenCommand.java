package dev.firn.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.serdes.flatten.FieldPath;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.serdes.flatten.FlattenRulesException;
import dev.firn.serdes.flatten.Flattened;
import dev.firn.serdes.flatten.Flattener;
import dev.firn.serdes.flatten.ParseJson;
import dev.firn.serdes.flatten.Tally;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firn flatten}: any JSON in, one flat object a line out. */
@Command(
        name = "flatten",
        header = "Flatten JSON: any JSON in, one flat object a line out.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads objects alone, in arrays, one a line or glued together, and writes each as one flat object on one line.",
            "What is no object, or is refused by the rules, is told with its place; the rest is written, and the exit code",
            "is 3. What else is not as it was (colliding keys, texts that are no JSON ...) is counted at the end."
        })
final class FlattenCommand implements Callable<Integer> {

    private static final String AUTO = "auto";

    @Option(names = "--in", required = true, paramLabel = "FILE", description = "JSON; - for standard input.")
    private String in = "-";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Lines; - for standard output.")
    private String out = "-";

    @Option(
            names = "--parse-json",
            paramLabel = "PATH|auto",
            description = {
                "Where texts are JSON to be flattened as well, such as event_value or order.items;",
                "auto: wherever a text looks like JSON. May be given several times."
            })
    private List<String> parseJson = List.of();

    @Mixin
    private RulesOptions options = new RulesOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private final Map<Tally, Long> tallies = new EnumMap<>(Tally.class);

    @Override
    public Integer call() {
        PrintWriter err = Console.err(spec);
        FlattenRules rules = rules();
        Flattener flattener = Flattener.of(rules);
        int exitCode = new DocumentRun(in, out, rules.reading(), err)
                .run((object, duplicateKeys) -> flatten(flattener, object, duplicateKeys));
        tallies.remove(Tally.REJECTED); // told already
        tallies.forEach((tally, count) -> err.printf("%,d %s%n", count, tally.label()));
        err.flush();
        return exitCode;
    }

    private FlattenRules rules() {
        FlattenRules rules = options.read(FlattenRules.defaults());
        if (parseJson.isEmpty()) {
            return rules;
        }
        try {
            ParseJson listed = rules.parseJson()
                    .withPaths(parseJson.stream()
                            .filter(path -> !path.equals(AUTO))
                            .map(FieldPath::of)
                            .toList());
            return rules.with(parseJson.contains(AUTO) ? listed.withAuto() : listed);
        } catch (FlattenRulesException e) {
            throw new Stop(ExitCode.BAD_CONFIGURATION, "--parse-json: " + e.getMessage());
        }
    }

    private DocumentRun.Result flatten(Flattener flattener, ObjectNode object, int duplicateKeys) {
        Flattened flattened = flattener.flatten(object);
        count(Tally.DUPLICATE_KEYS, duplicateKeys);
        if (!flattened.tallies().isNone()) {
            for (Tally tally : Tally.values()) {
                count(tally, flattened.tallies().count(tally));
            }
        }
        return new DocumentRun.Result(
                flattened.records(),
                flattened.rejections().stream()
                        .map(rejection -> rejection.reason().words())
                        .toList());
    }

    private void count(Tally tally, int more) {
        if (more > 0) {
            tallies.merge(tally, (long) more, Long::sum);
        }
    }
}
