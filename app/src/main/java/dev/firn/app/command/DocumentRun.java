package dev.firn.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.flatten.JsonLine;
import dev.firn.serdes.flatten.JsonObjects;
import dev.firn.serdes.flatten.JsonPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes the objects of a file of JSON through a function, into a file of one object a line. Files may be larger than
 * memory. What is refused is told with its place and without its contents, and the rest goes on.
 */
final class DocumentRun {

    private static final int BUFFER = 1 << 16;
    private static final int MOST_TOLD = 20;

    /**
     * What became of one object.
     *
     * @param objects to be written
     * @param problems why there are not more; without contents
     */
    record Result(List<ObjectNode> objects, List<String> problems) {}

    /** What is done with each object. */
    interface Step {
        /** @param duplicateKeys how many times a key of the object was there already */
        Result apply(ObjectNode object, int duplicateKeys);
    }

    private final String in;
    private final String out;
    private final JsonObjects.Options reading;
    private final PrintWriter err;
    private final AtomicLong documents = new AtomicLong(); // the progress line reads it
    private final Utf8Output buffer = new Utf8Output(2 * BUFFER);
    private final Map<String, Long> refused = new TreeMap<>();
    private long lines;
    private long told;

    /**
     * @param in a path, or {@code -} for standard input
     * @param out a path, or {@code -} for standard output
     */
    DocumentRun(String in, String out, JsonObjects.Options reading, PrintWriter err) {
        this.in = in;
        this.out = out;
        this.reading = reading;
        this.err = err;
    }

    /** Returns the exit code. */
    int run(Step each) {
        try (InputStream input = input();
                OutputStream output = output();
                ProgressLine progress =
                        new ProgressLine(System.err, Console.isTerminal(), "documents", documents::get)) {
            JsonObjects objects = JsonObjects.of(input, reading);
            for (JsonPart part = objects.next(); part != null; part = objects.next()) {
                take(part, each);
                if (buffer.size() > BUFFER) {
                    write(output);
                }
            }
            write(output);
        } catch (IOException e) {
            throw new Stop(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
        return summary();
    }

    private void take(JsonPart part, Step each) {
        documents.incrementAndGet();
        if (part instanceof JsonPart.Broken broken) {
            refuse(broken.line(), broken.offset(), broken.cause().words());
        } else if (part instanceof JsonPart.Parsed parsed) {
            Result result = each.apply(parsed.object(), parsed.duplicateKeys());
            for (ObjectNode object : result.objects()) {
                JsonLine.append(object, buffer);
                lines++;
            }
            result.problems().forEach(problem -> refuse(parsed.line(), parsed.offset(), problem));
        }
    }

    private void refuse(long line, long offset, String why) {
        refused.merge(why, 1L, Long::sum);
        if (told++ < MOST_TOLD) {
            err.printf("firn: line %d, byte %d: %s%n", line, offset, why);
        } else if (told == MOST_TOLD + 1) {
            err.println("firn: further places are only counted");
        }
    }

    private int summary() {
        err.printf("%,d documents: %,d lines, %,d refused %s%n", documents.get(), lines, told, refused);
        err.flush();
        return told == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void write(OutputStream output) throws IOException {
        output.write(buffer.toByteArray());
        output.flush();
        buffer.reset();
        if (output instanceof PrintStream standard && standard.checkError()) {
            throw new IOException("standard output is closed");
        }
    }

    private InputStream input() {
        try {
            return in.equals("-") ? System.in : Files.newInputStream(Path.of(in));
        } catch (IOException | InvalidPathException e) {
            throw new Stop(ExitCode.MISSING_DEPENDENCY, "--in = " + in + ": cannot be read (" + e + ")");
        }
    }

    private OutputStream output() {
        if (out.equals("-")) {
            return new StandardOutput(System.out);
        }
        try {
            Path path = Path.of(out);
            if (!in.equals("-") && Files.exists(path) && Files.isSameFile(path, Path.of(in))) {
                throw new Stop(ExitCode.BAD_CONFIGURATION, "--out = " + out + ": is the input");
            }
            return Files.newOutputStream(path);
        } catch (IOException | InvalidPathException e) {
            throw new Stop(ExitCode.BAD_CONFIGURATION, "--out = " + out + ": cannot be written (" + e + ")");
        }
    }

    /** Stays open when the run ends. */
    private static final class StandardOutput extends PrintStream {
        StandardOutput(PrintStream out) {
            super(out);
        }

        @Override
        public void close() {
            flush();
        }
    }
}
