package dev.firn.sinks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A connector as {@code k8s/connectors} ships it. A test may say where things are, what the connector is called and how
 * often it commits; all else stays as shipped.
 *
 * @param config by Connect's keys, as the REST interface takes them
 */
record ShippedConnector(String name, Map<String, String> config) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Names, addresses, paths, credentials, and the one interval that would make tests wait. */
    private static final Set<String> OVERRIDABLE = Set.of(
            "file",
            "iceberg.tables",
            "iceberg.control.topic",
            "iceberg.control.commit.interval-ms",
            "iceberg.catalog.uri",
            "iceberg.catalog.jdbc.user",
            "iceberg.catalog.jdbc.password",
            "iceberg.catalog.warehouse",
            "iceberg.catalog.client.region",
            "iceberg.catalog.s3.endpoint",
            "iceberg.catalog.s3.path-style-access",
            "iceberg.catalog.s3.access-key-id",
            "iceberg.catalog.s3.secret-access-key");

    ShippedConnector {
        config = Map.copyOf(config);
    }

    static ShippedConnector load(String file) {
        try {
            JsonNode json = JSON.readTree(folder().resolve(file).toFile());
            return new ShippedConnector(
                    json.required("name").textValue(),
                    JSON.convertValue(json.required("config"), new TypeReference<Map<String, String>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path folder() {
        Path folder = Path.of(System.getProperty("firn.root", ".")).resolve("k8s/connectors");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder.toAbsolutePath() + " is no folder");
        }
        return folder;
    }

    String get(String key) {
        String value = config.get(key);
        if (value == null) {
            throw new AssertionError(name + " has no " + key);
        }
        return value;
    }

    ShippedConnector named(String other) {
        return new ShippedConnector(other, config);
    }

    ShippedConnector with(String key, String value) {
        if (!OVERRIDABLE.contains(key)) {
            throw new IllegalArgumentException(key + " is tested as it is shipped");
        }
        return changed(key, value);
    }

    /** A setting that is not the shipped one: for tests that show why it is shipped so. */
    ShippedConnector unsafe(String key, String value) {
        if (value.equals(config.get(key))) {
            throw new IllegalArgumentException(key + " is shipped so");
        }
        return changed(key, value);
    }

    private ShippedConnector changed(String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(config);
        all.put(key, value);
        return new ShippedConnector(name, all);
    }

    String json() {
        try {
            return JSON.writeValueAsString(config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
