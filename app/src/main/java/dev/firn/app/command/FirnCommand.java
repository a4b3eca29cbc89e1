package dev.firn.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code firn}: the table of commands. */
@Command(
        name = "firn",
        description = "Enriches behavioural events on Kafka, exactly once.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or stopped cleanly",
            "1:arguments or configuration cannot be used",
            "2:broker, topic or file missing at the start",
            "3:failed while running"
        },
        footer = {"", "firn --config X --iglu-config Y --enrichments Z, as Snowplow Enrich is started, means firn run."
        },
        subcommands = {
            QuickstartCommand.class,
            RunCommand.class,
            LintCommand.class,
            TopologyCommand.class,
            EnrichCommand.class,
            DecodeCommand.class,
            FlattenCommand.class,
            UnflattenCommand.class,
            GenerateCompletion.class,
            HelpCommand.class
        })
public final class FirnCommand implements Runnable {

    private static final Set<String> OWN_OPTIONS = Set.of("-h", "--help", "-V", "--version");

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs what the arguments say and returns the exit code. */
    public static int execute(String... args) {
        return commandLine().execute(runByDefault(args));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new FirnCommand());
        commandLine.setExecutionExceptionHandler(FirnCommand::failed);
        commandLine.setParameterExceptionHandler(FirnCommand::wrongArguments);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Which command?");
    }

    /** Lets the arguments of Snowplow Enrich, which has no commands, start the application. */
    private static String[] runByDefault(String[] args) {
        if (args.length == 0 || !args[0].startsWith("-") || OWN_OPTIONS.contains(args[0])) {
            return args;
        }
        List<String> withCommand = new ArrayList<>(List.of(args));
        withCommand.add(0, "run");
        return withCommand.toArray(new String[0]);
    }

    private static int failed(Exception problem, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        if (problem instanceof Stop stop) {
            command.getErr().println("firn: " + stop.getMessage());
            return stop.exitCode();
        }
        command.getErr().println("firn: " + problem);
        problem.printStackTrace(command.getErr());
        return ExitCode.FAILED;
    }

    private static int wrongArguments(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        command.getErr().println("firn: " + problem.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, command.getErr())) {
            command.usage(command.getErr());
        }
        return ExitCode.BAD_CONFIGURATION;
    }
}
