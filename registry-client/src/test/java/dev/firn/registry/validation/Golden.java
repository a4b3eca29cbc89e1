package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.ValidationReport;
import dev.firn.registry.json.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/** Reads the recorded verdicts of the reference; see {@code iglu-validation/README.md}. */
final class Golden {

    private static final Map<String, JsonNode> CENTRAL = new ConcurrentHashMap<>();

    private Golden() {}

    /** {@code iglu:vendor/name/jsonschema/version} from the copy of Iglu Central. */
    static JsonNode centralSchema(String uri) {
        return CENTRAL.computeIfAbsent(uri, Golden::readCentralSchema);
    }

    private static JsonNode readCentralSchema(String uri) {
        try (InputStream in = open("/iglu-central/schemas/" + uri.substring("iglu:".length()))) {
            return json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        return JsonText.parse(text).fold(node -> node, message -> {
            throw new IllegalArgumentException(message);
        });
    }

    /** A recorded report, cut to the lengths that we write. */
    static ValidationReport report(JsonNode recorded) {
        List<String> targets = new ArrayList<>();
        recorded.path("targets").forEach(target -> targets.add(Violations.cut(target.asText())));
        return new ValidationReport(
                Violations.cut(recorded.path("message").asText()),
                recorded.path("path").asText(),
                recorded.path("keyword").asText(),
                targets);
    }

    /** JSON lines, gzipped if the name says so. */
    static List<JsonNode> lines(String resource) {
        try (InputStream in = open(resource);
                InputStream plain = resource.endsWith(".gz") ? new GZIPInputStream(in) : in;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return reader.lines().map(Golden::json).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(Golden.class.getResourceAsStream(resource), resource);
    }
}
