package dev.firn.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tests allow to differ is what people are told. */
class ParityPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("firn.root", ".")).resolve("docs/parity.md");

    /** A listed difference as the page has to tell it. */
    record Row(String payload, String place, String reason) {}

    static Stream<Row> listed() {
        return Stream.<Row>concat(
                        KnownDifferences.VALUES.stream()
                                .map(value -> new Row(value.payload(), lastName(value.path()), value.reason())),
                        KnownDifferences.OUTCOMES.stream()
                                .map(outcomes -> new Row(outcomes.payload(), "all", outcomes.reason())))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("listed")
    void tellsEveryListedDifference(Row row) throws IOException {
        assertThat(Files.readAllLines(PAGE)).anySatisfy(line -> assertThat(line)
                .startsWith("| `" + row.payload() + "` | ")
                .contains(row.place())
                .endsWith("| " + row.reason() + " |"));
    }

    @Test
    void tellsNoOtherDifferences() throws IOException {
        // given
        List<String> listed = listed().map(Row::payload).distinct().toList();

        // when
        List<String> told = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .distinct()
                .toList();

        // then
        assertThat(told).containsExactlyInAnyOrderElementsOf(listed);
    }

    /** {@code derived_contexts} of {@code derived_contexts.data[#]}, {@code error} of {@code .data.message.error}. */
    private static String lastName(String path) {
        return path.startsWith(".")
                ? path.substring(path.lastIndexOf('.') + 1)
                : path.substring(0, (path + ".").indexOf('.'));
    }
}
