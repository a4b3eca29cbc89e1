package dev.firn.app.config;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Texts and files of the tests of this package. */
final class Fixtures {

    /** In the sources when they are there, so that golden files can be updated; else among the classes. */
    static final Path ROOT = root();

    static final String NATIVE =
            """
            firn {
              kafka.bootstrap-servers = "localhost:9092"
              input.topics = raw
              output.good.topic = good
              output.bad.topic = bad
            }
            """;

    static final String ENRICH_KAFKA =
            """
            input { topicName = raw, bootstrapServers = "k:9092" }
            output.good { topicName = good, bootstrapServers = "k:9092" }
            output.bad { topicName = bad, bootstrapServers = "k:9092" }
            """;

    private Fixtures() {}

    private static Path root() {
        for (Path sources :
                new Path[] {Path.of("src/test/resources/config"), Path.of("app/src/test/resources/config")}) {
            if (Files.isDirectory(sources)) {
                return sources;
            }
        }
        try {
            URL url = Objects.requireNonNull(Fixtures.class.getResource("/config"));
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static ConfigReport load(String text) {
        return load(text, Map.of());
    }

    static ConfigReport load(String text, Map<String, String> environment) {
        return ConfigLoader.load(base64(text), environment, new Properties(), false);
    }

    static FirnConfig config(String text) {
        ConfigReport report = load(text);
        return report.config().orElseThrow(() -> new AssertionError(report.errors()));
    }
}
