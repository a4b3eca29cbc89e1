package dev.firn.app.command;

import dev.firn.app.config.ConfigReport;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What {@code FIRN_LOG_FORMAT} means for a command: with {@code json}, what it says to people becomes lines of the log, too,
 * so that standard error has nothing else.
 */
final class LogFormat {

    private static final Logger LOG = LoggerFactory.getLogger("firn");
    private static final String PREFIX = "firn: ";

    private LogFormat() {}

    private static boolean isJson() {
        return "json".equals(System.getenv("FIRN_LOG_FORMAT"));
    }

    /** Hands what the command prints to the log, if that is to be JSON. */
    static void apply(@Nullable CommandSpec spec) {
        if (isJson() && spec != null) {
            spec.commandLine().setErr(new PrintWriter(new Lines(), true));
        }
    }

    /** The effective configuration: as people read it, or in one line. */
    static void tell(ConfigReport report, PrintWriter err) {
        if (isJson()) {
            LOG.atInfo().addKeyValue("effective", report.effectiveJson()).log("effective configuration");
        } else {
            err.println(report.effective());
            err.flush();
        }
    }

    /** Each line is one of the log; its level is the word it begins with. Not thread-safe by itself; PrintWriter locks. */
    private static final class Lines extends Writer {

        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(char[] text, int from, int length) {
            for (int i = from; i < from + length; i++) {
                if (text[i] == '\n') {
                    log(line.toString().stripTrailing());
                    line.setLength(0);
                } else {
                    line.append(text[i]);
                }
            }
        }

        private static void log(String text) {
            String said = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
            if (said.startsWith("error: ")) {
                LOG.error(said.substring("error: ".length()));
            } else if (said.startsWith("warning: ")) {
                LOG.warn(said.substring("warning: ".length()));
            } else if (!said.isEmpty()) {
                LOG.info(said);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
