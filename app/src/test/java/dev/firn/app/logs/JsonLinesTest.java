package dev.firn.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** What a line of JSON holds. */
class JsonLinesTest {

    private final LoggerContext context = new LoggerContext();
    private final JsonLines lines = new JsonLines();

    private JsonNode line(LoggingEvent event) throws IOException {
        lines.start();
        String text = new String(lines.encode(event), StandardCharsets.UTF_8);
        assertThat(text).endsWith("}\n").containsOnlyOnce("\n");
        return new ObjectMapper().readTree(text);
    }

    private LoggingEvent event(String message, @Nullable Throwable thrown, Map<String, String> attached) {
        LoggingEvent event =
                new LoggingEvent("", context.getLogger("dev.firn.Some"), Level.WARN, message, thrown, null);
        event.setThreadName("firn-1-StreamThread-2");
        event.setMDCPropertyMap(attached);
        return event;
    }

    @Test
    void tellsProcessThreadAndMessage() throws IOException {
        context.putProperty("application", "firn");
        context.putProperty("instance", "firn-0");

        JsonNode line = line(event("two\nlines \"quoted\"", null, Map.of()));

        assertThat(line.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "time", "level", "logger", "thread", "application", "instance", "configuration", "message");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("thread").asText()).isEqualTo("firn-1-StreamThread-2");
        assertThat(line.path("application").asText()).isEqualTo("firn");
        assertThat(line.path("instance").asText()).isEqualTo("firn-0");
        assertThat(line.path("configuration").asText()).isEqualTo("-");
        assertThat(line.path("message").asText()).isEqualTo("two\nlines \"quoted\"");
        assertThat(line.path("time").asText()).endsWith("Z");
    }

    @Test
    void namesTheTaskThatKafkaSpeaksOf() throws IOException {
        assertThat(line(event("stream-thread [firn-1-StreamThread-2] task [0_13] Suspended", null, Map.of()))
                        .path("task")
                        .asText())
                .isEqualTo("0_13");
        assertThat(line(event("task [0_1 is not finished", null, Map.of())).has("task"))
                .isFalse();
    }

    @Test
    void addsWhatWasAttachedAndThrown() throws IOException {
        LoggingEvent event = event("failed", new IllegalStateException("why"), Map.of("request", "7"));
        event.setKeyValuePairs(List.of(new KeyValuePair("topic", "raw")));

        JsonNode line = line(event);

        assertThat(line.path("topic").asText()).isEqualTo("raw");
        assertThat(line.path("request").asText()).isEqualTo("7");
        assertThat(line.path("stack").asText())
                .startsWith("java.lang.IllegalStateException: why")
                .contains("\tat " + JsonLinesTest.class.getName());
    }
}
