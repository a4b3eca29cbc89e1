package dev.firn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.config.ConfigLoader;
import dev.firn.app.config.ConfigReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages show of configurations can be used as it is. */
class ConfigExamplesTest {

    private static final Path ROOT = Path.of(System.getProperty("firn.root", "."));
    private static final Pattern BLOCK = Pattern.compile("```hocon\\R(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"docs/outputs.md", "docs/json-inputs.md"})
    void areReadWithoutAFinding(String page, @TempDir Path folder) throws IOException {
        // given
        String text = Files.readString(ROOT.resolve(page));
        var blocks = BLOCK.matcher(text).results().map(MatchResult::group).toList();
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            String config = """
                    firn {
                      kafka.bootstrap-servers = "localhost:9092"
                      input.topics = [collected]
                      output.good.topic = enriched
                      output.bad.topic = bad
                    %s
                    }
                    """.formatted(block.replaceAll("```(hocon)?", ""));
            Path file = Files.writeString(folder.resolve("example.hocon"), config);

            // when
            ConfigReport report = ConfigLoader.load(file.toString(), Map.of(), new Properties(), true);

            // then
            assertThat(report.errors()).as(config).isEmpty();
            assertThat(report.config()).isPresent();
        }
    }
}
