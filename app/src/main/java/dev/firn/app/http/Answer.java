package dev.firn.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * What an endpoint answers.
 *
 * @param status of HTTP
 * @param contentType with its character set where it has one
 * @param body not shared with anybody
 */
@SuppressWarnings("ArrayRecordComponent") // It goes straight to the wire.
public record Answer(int status, String contentType, byte[] body) {

    private static final String TEXT = "text/plain; charset=utf-8";

    public static Answer of(String contentType, byte[] body) {
        return new Answer(200, contentType, body);
    }

    /** Lines for people; ends in a line break. */
    public static Answer text(int status, String text) {
        String ended = text.endsWith("\n") ? text : text + "\n";
        return new Answer(status, TEXT, ended.getBytes(StandardCharsets.UTF_8));
    }

    /** Compact, in UTF-8. */
    public static Answer json(int status, JsonNode json) {
        return json(status, json.toString());
    }

    /** @param json already written */
    public static Answer json(int status, String json) {
        return new Answer(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** 200 when well, 503 when not. */
    public static Answer of(Probe probe) {
        return text(probe.ok() ? 200 : 503, probe.detail());
    }
}
