package dev.firn.app.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.app.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Levels of loggers while a process runs. */
class LogLevelsTest {

    private static final String LOGGER = "dev.firn.test.levels";

    private static String set(Map<String, String> query) {
        return new String(
                LogLevels.set(new Request("/admin/loglevel", query, null)).body(), StandardCharsets.UTF_8);
    }

    @Test
    void setsALevelAndTakesItBack() {
        String before = set(Map.of("logger", LOGGER, "level", "default"));

        assertThat(set(Map.of("logger", LOGGER, "level", "DEBUG")))
                .isEqualTo("{\"logger\":\"" + LOGGER + "\",\"level\":\"DEBUG\"}");
        assertThat(LoggerFactory.getLogger(LOGGER + ".below").isDebugEnabled()).isTrue();
        assertThat(set(Map.of("logger", LOGGER, "level", "default"))).isEqualTo(before);
    }

    @Test
    void refusesWhatIsNoLevelOrNoLogger() {
        assertThatThrownBy(() -> set(Map.of("logger", LOGGER, "level", "loud")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected trace, debug");
        assertThatThrownBy(() -> set(Map.of("logger", LOGGER))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> set(Map.of("level", "info"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> set(Map.of("logger", "root", "level", "default")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
