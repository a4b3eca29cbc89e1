package dev.firn.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FlattenCommandTest {

    private static final String EVENT =
            "{\"event_name\": \"view\",\"event_value\":\"{\\\"screen_info\\\":\\\"Reader\\\","
                    + "\\\"content_list\\\":{\\\"comic_id\\\":321,\\\"chapter_id\\\":1234567,\\\"chapter_sequence\\\":76,"
                    + "\\\"comic_title\\\":\\\"Father, I don't Want this Marriage\\\",\\\"content_type\\\":\\\"comic\\\"},"
                    + "\\\"user_id\\\":112233}\",\"event_time\": \"2022-06-21 00:12:30.017\"}";

    private static final String LINE = "{\"event_name\":\"view\",\"event_value_screen_info\":\"Reader\","
            + "\"event_value_content_list_comic_id\":321,\"event_value_content_list_chapter_id\":1234567,"
            + "\"event_value_content_list_chapter_sequence\":76,"
            + "\"event_value_content_list_comic_title\":\"Father, I don't Want this Marriage\","
            + "\"event_value_content_list_content_type\":\"comic\",\"event_value_user_id\":112233,"
            + "\"event_time\":\"2022-06-21 00:12:30.017\"}\n";

    @TempDir
    private Path folder;

    private Path in = Path.of("in");
    private Path out = Path.of("out");
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void nameFiles() {
        in = folder.resolve("in.json");
        out = folder.resolve("out.jsonl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_value", "auto"})
    void makesTwoLinesOfTwoGluedEvents(String parseJson) throws IOException {
        Files.writeString(in, EVENT + EVENT);

        int exitCode = flatten("--delimiter", "_", "--parse-json", parseJson);

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(out).hasContent(LINE + LINE);
        assertThat(err.toString()).contains("2 documents: 2 lines, 0 refused", "2 parsed_texts");
    }

    @Test
    void tellsWhereSomethingIsBrokenWithoutItsContentsAndWritesTheRest() throws IOException {
        Files.writeString(in, "{\"a\":{\"b\":1}}\n{\"secret\":\n{\"a\":2}}oops\n[{\"a\":[3]},4]");

        int exitCode = flatten();

        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(out).hasContent("{\"a_b\":1}\n{\"secret_a\":2}\n{\"a_0\":3}\n");
        assertThat(err.toString())
                .contains("firn: line 3, byte 33: not JSON", "firn: line 4, byte 49: JSON, but not an object")
                .doesNotContain("oops");
    }

    @Test
    void tellsThePlacesOfTheFirstFewAndCountsAll() throws IOException {
        Files.writeString(in, "1\n".repeat(100));

        assertThat(flatten()).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString().lines().filter(line -> line.contains("byte"))).hasSize(20);
        assertThat(err.toString()).contains("100 documents: 0 lines, 100 refused {JSON, but not an object=100}");
    }

    @Test
    void takesRulesFromAFileOrAsTheyAre() throws IOException {
        Files.writeString(in, "{\"a\":[1,2],\"b\":null}");
        Path rules = Files.writeString(folder.resolve("rules.json"), "{\"arrays\":\"keep\",\"nulls\":\"drop\"}");

        assertThat(flatten("--rules", rules.toString())).isZero();
        assertThat(out).hasContent("{\"a\":[1,2]}\n");
        assertThat(err.toString()).contains("1 dropped_nulls");

        assertThat(flatten("--rules", "{\"delimiter\":\"-\"}", "--delimiter", "."))
                .isZero();
        assertThat(out).hasContent("{\"a.0\":1,\"a.1\":2,\"b\":null}\n");
    }

    @Test
    void unflattensWhatWasFlattenedWithoutLoss() throws IOException {
        String document = "{\"a_b\":{\"0\":[1.10,{},[]]},\"\":1e400,\"a\":{\"b\":\"한글\"}}\n";
        Files.writeString(in, document.repeat(3));

        assertThat(flatten("--rules", "{\"profile\":\"lossless\"}")).isZero();
        Path back = folder.resolve("back.jsonl");
        assertThat(run("unflatten", "--in", out.toString(), "--out", back.toString()))
                .isZero();

        assertThat(back).hasContent(document.repeat(3));
    }

    @Test
    void unflattenTellsOfKeysThatContradictEachOther() throws IOException {
        Files.writeString(in, "{\"a\":1,\"a_b\":2}\n{\"a_b\":3}\n");

        int exitCode = run("unflatten", "--in", in.toString(), "--out", out.toString());

        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(out).hasContent("{\"a\":{\"b\":3}}\n");
        assertThat(err.toString()).contains("line 1, byte 0: keys that no lossless flattening makes together");
    }

    @Test
    void refusesWhatCannotBeUsedBeforeItTouchesAnything() throws IOException {
        Files.writeString(in, "{}");

        assertThat(flatten("--rules", "{\"arrays\":\"sideways\"}")).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(flatten("--rules", "{")).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(flatten("--rules", folder.resolve("none").toString())).isEqualTo(ExitCode.MISSING_DEPENDENCY);
        assertThat(flatten("--parse-json", "a\\")).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(run("flatten", "--in", folder.resolve("none").toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.MISSING_DEPENDENCY);
        assertThat(run("flatten", "--in", in.toString(), "--out", in.toString()))
                .isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(run("unflatten", "--in", in.toString(), "--out", out.toString(), "--rules", "{}"))
                .isEqualTo(ExitCode.BAD_CONFIGURATION);

        assertThat(out).doesNotExist();
        assertThat(in).hasContent("{}");
        assertThat(err.toString())
                .contains("flatten: arrays is sideways, expected index, keep, json-text, explode, first, last");
    }

    @Test
    void readsFilesThatDoNotFitItsBuffers() throws IOException {
        List<String> lines = IntStream.range(0, 50_000)
                .mapToObj(i -> "{\"n\":{\"i\":" + i + ",\"text\":\"" + "x".repeat(i % 100) + "\"}}")
                .toList();
        Files.write(in, lines, UTF_8);

        assertThat(flatten()).isZero();

        List<String> flat = Files.readAllLines(out);
        assertThat(flat).hasSize(50_000);
        assertThat(flat.get(49_999)).startsWith("{\"n_i\":49999,\"n_text\":\"xxx");
    }

    private int flatten(String... more) {
        List<String> args = new ArrayList<>(List.of("flatten", "--in", in.toString(), "--out", out.toString()));
        args.addAll(List.of(more));
        return run(args.toArray(new String[0]));
    }

    private int run(String... args) {
        CommandLine commandLine = FirnCommand.commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }
}
