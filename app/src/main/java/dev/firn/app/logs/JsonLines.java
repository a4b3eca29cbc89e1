package dev.firn.app.logs;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One flat JSON object a line, in UTF-8: {@code time, level, logger, thread, application, instance, configuration}, then
 * {@code task} if the line is about one, what the caller attached, {@code message}, and {@code stack} if something was
 * thrown. Thread-safe; named in {@code logback.xml}.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final List<String> PROCESS =
            List.of(LogContext.APPLICATION, LogContext.INSTANCE, LogContext.CONFIGURATION);

    /** How Kafka Streams begins a message that is about a task: {@code … task [0_1] …}. */
    private static final String TASK = "task [";

    private static final int TASK_WITHIN = 200;

    private final JsonFactory factory = new JsonFactory();
    private final ThrowableProxyConverter stacks = new ThrowableProxyConverter();

    @Override
    public void start() {
        stacks.setOptionList(List.of("full"));
        stacks.start();
        super.start();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(400);
        try (JsonGenerator json = factory.createGenerator(line)) {
            write(event, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nobody but memory is written to
        }
        line.write('\n');
        return line.toByteArray();
    }

    private void write(ILoggingEvent event, JsonGenerator json) throws IOException {
        String message = String.valueOf(event.getFormattedMessage());
        json.writeStartObject();
        json.writeStringField("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
        json.writeStringField("level", event.getLevel().toString());
        json.writeStringField("logger", event.getLoggerName());
        json.writeStringField("thread", event.getThreadName());
        Map<String, String> process = event.getLoggerContextVO().getPropertyMap();
        for (String name : PROCESS) {
            json.writeStringField(name, process.getOrDefault(name, "-"));
        }
        String task = task(message);
        if (task != null) {
            json.writeStringField("task", task);
        }
        for (Map.Entry<String, String> attached : event.getMDCPropertyMap().entrySet()) {
            json.writeStringField(attached.getKey(), attached.getValue());
        }
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            for (KeyValuePair pair : pairs) {
                json.writeStringField(pair.key, String.valueOf(pair.value));
            }
        }
        json.writeStringField("message", message);
        if (event.getThrowableProxy() != null) {
            json.writeStringField("stack", stacks.convert(event));
        }
        json.writeEndObject();
    }

    private static @Nullable String task(String message) {
        int start = message.indexOf(TASK);
        int end = start < 0 || start > TASK_WITHIN ? -1 : message.indexOf(']', start);
        return end < 0 ? null : message.substring(start + TASK.length(), end);
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
