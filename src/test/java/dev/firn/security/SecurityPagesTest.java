package dev.firn.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.config.ConfigLoader;
import dev.firn.app.config.ConfigReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages say is so: rights, examples, and the tests that they name. */
class SecurityPagesTest {

    private static final Path PAGE = Examples.ROOT.resolve("docs/security.md");
    private static final Path MODEL = Examples.ROOT.resolve("docs/threat-model.md");
    private static final Pattern RIGHT = Pattern.compile(
            "^\\| (topic|group|transactionalId) \\| (\\S+) \\| (literal|prefix) \\| ([^|]+) \\|", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)`");

    @Test
    void listTheRightsThatAreShipped() throws IOException {
        Set<String> page = RIGHT.matcher(Files.readString(PAGE))
                .results()
                .flatMap(SecurityPagesTest::rights)
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> shipped = Manifest.acls("User:any").stream()
                .map(acl ->
                        plain(acl.pattern().resourceType() + " " + acl.pattern().name() + " "
                                + acl.pattern().patternType().toString().replace("PREFIXED", "prefix") + " "
                                + acl.entry().operation()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(page).isEqualTo(shipped);
    }

    private static Stream<String> rights(MatchResult row) {
        return Stream.of(row.group(4).split(",", -1))
                .map(operation ->
                        plain(row.group(1) + " " + row.group(2) + " " + row.group(3) + " " + operation.strip()));
    }

    /** transactionalId and TRANSACTIONAL_ID are the same word. */
    private static String plain(String text) {
        return text.replace("_", "").toLowerCase(Locale.ROOT);
    }

    @Test
    void showConfigurationsThatAreRead(@TempDir Path folder) throws IOException {
        for (String file : List.of("sasl.jaas.config", "client-secret")) {
            Files.writeString(folder.resolve(file), "x");
        }
        for (Map.Entry<String, String> example : Examples.all().entrySet()) {
            Path config = Files.writeString(
                    folder.resolve("example.conf"),
                    "firn { input.topics = [a], output.good.topic = b, output.bad.topic = c }\nfirn {\n"
                            + example.getValue().replace("/etc/firn/kafka", folder.toString()) + "}\n");

            ConfigReport report = ConfigLoader.load(config.toString(), Map.of(), new Properties(), true);

            assertThat(report.findings()).as(example.getKey()).isEmpty();
        }
    }

    @Test
    void nameTestsThatAreThere() throws IOException {
        Set<String> named = TEST.matcher(Files.readString(MODEL) + Files.readString(PAGE))
                .results()
                .map(match -> match.group(1) + ".java")
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(Examples.ROOT)) {
            Set<String> there = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(named::contains)
                    .collect(Collectors.toSet());

            assertThat(there).isEqualTo(named);
        }
    }
}
