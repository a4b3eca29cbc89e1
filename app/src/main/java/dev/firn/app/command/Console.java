package dev.firn.app.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where commands print: what the command line was given, which is the process's own streams unless a test says else. */
final class Console {

    private Console() {}

    /** Whether standard error is a terminal: the launcher knows, the JVM only from version 22 on. */
    static boolean isTerminal() {
        return Boolean.getBoolean("firn.terminal");
    }

    static PrintWriter out(@Nullable CommandSpec spec) {
        return spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
    }

    static PrintWriter err(@Nullable CommandSpec spec) {
        return spec == null
                ? new PrintWriter(System.err, true, StandardCharsets.UTF_8)
                : spec.commandLine().getErr();
    }
}
