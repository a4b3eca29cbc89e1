package dev.firn.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole configurations: what a user wrote, against what comes of it. */
class GoldenConfigTest {

    private static final boolean UPDATE = Boolean.getBoolean("firn.golden.update");

    static Stream<Path> cases() throws IOException {
        return Files.list(Fixtures.ROOT).filter(Files::isDirectory).sorted();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheEffectiveConfigurationAndTheFindings(Path folder) throws IOException {
        Properties system = properties(folder.resolve("system.properties"));
        ConfigReport report = ConfigLoader.load(
                folder.resolve("given.hocon").toString(),
                map(properties(folder.resolve("environment.properties"))),
                system,
                false);

        String findings = report.findings().stream()
                .map(finding -> finding.severity() + " " + finding.text())
                .collect(Collectors.joining("\n", "", "\n"))
                .replace(folder + "/", "");
        compare(folder.resolve("findings.txt"), findings);
        compare(folder.resolve("effective.conf"), report.effective());
        assertThat(report.effective() + findings).doesNotContain("planted");
    }

    private static void compare(Path golden, String actual) throws IOException {
        if (UPDATE) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    private static Map<String, String> map(Properties properties) {
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }
}
