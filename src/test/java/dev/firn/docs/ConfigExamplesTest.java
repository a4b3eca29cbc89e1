package dev.firn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.config.ConfigLoader;
import dev.firn.app.config.ConfigReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages show of configurations can be used as it is. */
class ConfigExamplesTest {

    private static final Path ROOT = Path.of(System.getProperty("firn.root", "."));
    private static final Pattern BLOCK = Pattern.compile("```hocon\\R(.*?)```", Pattern.DOTALL);

    private static final String REQUIRED =
            """
            firn {
              kafka.bootstrap-servers = "localhost:9092"
              input.topics = [collected]
              output.good.topic = enriched-good
              output.bad.topic = bad
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"docs/outputs.md", "docs/json-inputs.md"})
    void ofPagesAreReadWithoutAnError(String page, @TempDir Path folder) throws IOException {
        String text = Files.readString(ROOT.resolve(page));
        List<String> blocks =
                BLOCK.matcher(text).results().map(block -> block.group(1)).toList();

        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertRead(REQUIRED + "firn {\n" + block + "}\n", folder));
    }

    @Test
    void forConnectorsIsReadWithoutAnError(@TempDir Path folder) throws IOException {
        assertRead(REQUIRED + Files.readString(ROOT.resolve("k8s/connectors/outputs.conf")), folder);
    }

    private static void assertRead(String config, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("example.hocon"), config);

        ConfigReport report = ConfigLoader.load(file.toString(), Map.of(), new Properties(), true);

        assertThat(report.errors()).as(config).isEmpty();
        assertThat(report.config()).isPresent();
    }
}
