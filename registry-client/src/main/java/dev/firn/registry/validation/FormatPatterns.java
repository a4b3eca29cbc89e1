package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The regular expressions that reports quote for a format, from {@code format-patterns.json}: those that
 * json-schema-validator 1.0.70 (Apache-2.0) writes into its messages. They are texts for people to read in bad rows;
 * only the rare formats are also decided by them.
 */
final class FormatPatterns {

    private static final JsonNode TEXTS = load();

    private FormatPatterns() {}

    static String of(String format) {
        return TEXTS.required(format).textValue();
    }

    private static JsonNode load() {
        try (InputStream in = FormatPatterns.class.getResourceAsStream("format-patterns.json")) {
            byte[] json = Objects.requireNonNull(in, "format-patterns.json").readAllBytes();
            return JsonText.parse(json).fold(node -> node, message -> {
                throw new IllegalStateException(message);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
