package dev.firn.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.docs.Snippets.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show is what the tests run. */
class ReadmeSnippetsTest {

    private static final List<String> PAGES = List.of("README.md", "docs/extending.md", "docs/metrics.md");
    private static final Path ROOT = Path.of(System.getProperty("firn.root", "."));

    static Stream<Snippet> snippets() throws IOException {
        List<Snippet> all = new ArrayList<>();
        for (String page : PAGES) {
            all.addAll(Snippets.in(Files.readString(ROOT.resolve(page))));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void showsTheCodeThatIsTested(Snippet snippet) throws IOException {
        String source = Files.readString(ROOT.resolve(snippet.file()));

        assertThat(snippet.code())
                .as("a page against %s#%s", snippet.file(), snippet.tag())
                .isEqualTo(Snippets.region(source, snippet.tag()));
    }

    @Test
    void showsTheTenLineTest() throws IOException {
        assertThat(snippets().map(Snippet::tag)).contains("ten-lines");
    }

    @Test
    void findsMarkedBlocksOnly() {
        // given
        String markdown =
                """
                <!-- snippet: a/B.java#one -->
                ```java
                int one = 1;
                ```
                and unmarked
                ```java
                int two = 2;
                ```
                """;

        // when, then
        assertThat(Snippets.in(markdown)).containsExactly(new Snippet("a/B.java", "one", "int one = 1;\n"));
    }

    @Test
    void takesARegionWithoutItsIndentation() {
        // given
        String source = "class B {\n    // tag::one[]\n    if (a) {\n        b();\n\n    }\n    // end::one[]\n}\n";

        // when, then
        assertThat(Snippets.region(source, "one")).isEqualTo("if (a) {\n    b();\n\n}\n");
        assertThatThrownBy(() -> Snippets.region(source, "two")).hasMessageContaining("no region two");
    }
}
