package dev.firn.serdes.flatten;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/flatten.md} are true. */
class FlattenDocsTest {

    @Test
    void everyExampleGivesTheRecordsItShows() throws IOException {
        List<String> examples = page().lines()
                .filter(line -> line.startsWith("    {"))
                .map(String::strip)
                .toList();
        assertThat(examples).hasSizeGreaterThan(15);
        for (String example : examples) {
            String[] parts = example.split(" \\| ", -1);
            FlattenRules rules = FlattenRules.of(Json.tree(parts[0]));
            Flattener flattener = Flattener.of(rules);

            List<String> records = JsonObjects.all(parts[1].getBytes(UTF_8), rules.reading()).stream()
                    .flatMap(part -> part.fold(
                            parsed -> Json.texts(flattener.flatten(parsed.object())).stream(),
                            broken -> Stream.<String>of()))
                    .toList();

            assertThat(records).as(example).isEqualTo(Arrays.asList(parts).subList(2, parts.length));
        }
    }

    @Test
    void everyCountIsNamed() throws IOException {
        String page = page();
        for (Tally tally : Tally.values()) {
            assertThat(page).contains('`' + tally.label() + '`');
        }
    }

    private static String page() throws IOException {
        Path here = Path.of("docs", "flatten.md");
        return Files.readString(Files.exists(here) ? here : Path.of("..").resolve(here));
    }
}
