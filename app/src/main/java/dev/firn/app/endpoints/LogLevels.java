package dev.firn.app.endpoints;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.app.http.Answer;
import dev.firn.app.http.Request;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Changes how much loggers say, until the process ends. */
final class LogLevels {

    static final String WORDS = "trace, debug, info, warn, error, off or default";

    private static final Map<String, Level> LEVELS = Map.of(
            "trace", Level.TRACE,
            "debug", Level.DEBUG,
            "info", Level.INFO,
            "warn", Level.WARN,
            "error", Level.ERROR,
            "off", Level.OFF);

    private LogLevels() {}

    /** @throws IllegalArgumentException for a level that is none, and without a logger */
    static Answer set(Request request) {
        String name = request.parameter("logger");
        String level = request.parameter("level");
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("logger: expected a name such as dev.firn.app, or root");
        }
        Logger logger = logger(name);
        logger.setLevel(level(logger, level));
        return Answer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("logger", logger.getName())
                        .put("level", logger.getEffectiveLevel().toString()));
    }

    private static Logger logger(String name) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalArgumentException("logger: logs are not Logback's in this process");
        }
        return context.getLogger(name.equalsIgnoreCase(Logger.ROOT_LOGGER_NAME) ? Logger.ROOT_LOGGER_NAME : name);
    }

    /** Null for the level of the logger above. */
    private static @Nullable Level level(Logger logger, @Nullable String word) {
        String known = word == null ? "" : word.toLowerCase(Locale.ROOT);
        if (known.equals("default") && !logger.getName().equals(Logger.ROOT_LOGGER_NAME)) {
            return null;
        }
        Level level = LEVELS.get(known);
        if (level == null) {
            throw new IllegalArgumentException("level: expected " + WORDS + " (which the root has none of)");
        }
        return level;
    }
}
