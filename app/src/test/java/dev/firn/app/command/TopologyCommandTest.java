package dev.firn.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command, on a configuration as an operator writes one. */
class TopologyCommandTest {

    @TempDir
    private Path folder;

    private Path config;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        config = Files.writeString(
                folder.resolve("firn.conf"),
                """
                firn {
                  application-id = enrich-eu
                  kafka.bootstrap-servers = "broker-1:9092"
                  input.topics = [snowplow-good]
                  output.good.topic = enriched
                  output.bad.topic = bad
                  outputs = [
                    { name = ads, topic = ads, owner = growth, ticket = AD-12, filter = "event_name == 'ad_click'" }
                  ]
                  deduplication.window = 1 day
                }
                """);
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("topology", "--config", config.toString()));
        arguments.addAll(List.of(more));
        CommandLine command = FirnCommand.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments.toArray(new String[0]));
    }

    @Test
    void printsTheGraphForPeople() {
        assertThat(run()).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .startsWith("application enrich-eu\n")
                .contains("changelog-topic enrich-eu-firn-dedup-changelog")
                .contains("owner: growth\n  ticket: AD-12")
                .doesNotContain("user_ipaddress");
    }

    @Test
    void printsTheColumnsOfOneOutput() {
        assertThat(run("--output", "ads")).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("user_ipaddress (text)").doesNotContain("output good");
    }

    @Test
    void printsForPrograms() {
        assertThat(run("--format", "json")).isEqualTo(ExitCode.OK);
        assertThat(run("--format", "Mermaid")).isEqualTo(ExitCode.OK);
        assertThat(run("--format", "dot")).isEqualTo(ExitCode.OK);
        assertThat(run("--format", "openlineage")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("\"application-id\" : \"enrich-eu\"")
                .contains("flowchart LR")
                .contains("digraph \"enrich-eu\"")
                .contains("\"namespace\":\"kafka://broker-1:9092\"");
    }

    @Test
    void refusesWhatThereIsNot() {
        assertThat(run("--format", "svg")).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(run("--output", "adds")).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(err.toString())
                .contains("format = svg, expected text, json, dot, mermaid or openlineage")
                .contains("output = adds, expected one of [good, bad, ads]");
        assertThat(out.toString()).isEmpty();
    }
}
