package dev.firn.app.logs;

import ch.qos.logback.classic.LoggerContext;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/**
 * What every line tells of its process from now on, on all threads: those of Kafka are not ours to hand anything to. Before
 * that, lines have dashes there ({@code logback.xml}).
 */
public final class LogContext {

    static final String APPLICATION = "application";
    static final String INSTANCE = "instance";
    static final String CONFIGURATION = "configuration";

    private LogContext() {}

    /** Does nothing where an embedding application has another log than Logback. */
    public static void set(String application, String instance, String configuration) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Map<String, String> all =
                    new TreeMap<>(Map.of(APPLICATION, application, INSTANCE, instance, CONFIGURATION, configuration));
            all.forEach(context::putProperty);
        }
    }
}
