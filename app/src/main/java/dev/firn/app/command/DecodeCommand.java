package dev.firn.app.command;

import dev.firn.app.files.PayloadJson;
import dev.firn.app.files.RecordSource;
import dev.firn.app.files.TopicSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firn decode}: collector payloads for the eye. */
@Command(
        name = "decode",
        header = "Print collector payloads as readable JSON.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints collector payloads as readable JSON, one object a record: their topic shows only Thrift to the eye.",
            "A record that is no collector payload is printed as {\"notThrift\": why, \"base64\": the record}."
        })
final class DecodeCommand implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    private Input input = new Input();

    /** Either a file or a topic. */
    static final class Input {
        @Option(names = "--in", required = true, paramLabel = "FILE", description = "Records; - for standard input.")
        private @Nullable String file;

        @ArgGroup(exclusive = false)
        private @Nullable Topic topic;
    }

    /** What is needed to read a topic. */
    static final class Topic {
        @Option(names = "--topic", required = true, description = "Topic to read, from its beginning to its end now.")
        private String name = "";

        @Option(
                names = "--bootstrap-servers",
                required = true,
                paramLabel = "HOST:PORT,...",
                description = "Brokers of the topic.")
        private String servers = "";

        @Option(
                names = "--client-config",
                paramLabel = "FILE",
                description = "Properties for the consumer, such as security settings.")
        private @Nullable Path clientConfig;
    }

    @Option(
            names = "--in-format",
            defaultValue = "bin",
            description = "bin or jsonl, as for firn enrich. Default: ${DEFAULT-VALUE}.")
    private InputFormat inFormat = InputFormat.BIN;

    @Option(names = "--limit", paramLabel = "N", description = "Stops after so many records.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--compact",
            description = "One line a record. JSON inside of the body stays text then; otherwise it is shown as JSON.")
    private boolean compact;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Console.out(spec);
        try (RecordSource source = open()) {
            for (long i = 0; i < limit; i++) {
                byte @Nullable [] record = source.next();
                if (record == null) {
                    break;
                }
                out.println(compact ? PayloadJson.compact(record) : PayloadJson.pretty(record));
            }
            out.flush();
            return ExitCode.OK;
        } catch (IOException e) {
            out.flush();
            throw new Stop(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private RecordSource open() throws IOException {
        Topic topic = input.topic;
        if (topic != null) {
            return TopicSource.open(topic.servers, topic.name, topic.clientConfig);
        }
        String file = input.file;
        return inFormat.open(file == null ? "-" : file);
    }
}
