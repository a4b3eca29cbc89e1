package dev.firn.app.command;

import dev.firn.app.files.CaptureSource;
import dev.firn.app.files.FramedSource;
import dev.firn.app.files.RecordSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** How records lie in a file. */
enum InputFormat {
    /** 4-byte big-endian length and Thrift bytes, repeated. */
    BIN(FramedSource::new),
    /** One HTTP request a line, as JSON. */
    JSONL(CaptureSource::new);

    private static final int BUFFER = 1 << 16;

    private final Function<InputStream, RecordSource> source;

    InputFormat(Function<InputStream, RecordSource> source) {
        this.source = source;
    }

    /** @param in a path, or {@code -} for standard input */
    RecordSource open(String in) {
        if (in.equals("-")) {
            return source.apply(new BufferedInputStream(System.in, BUFFER));
        }
        try {
            return source.apply(new BufferedInputStream(Files.newInputStream(Path.of(in)), BUFFER));
        } catch (IOException e) {
            throw new Stop(ExitCode.MISSING_DEPENDENCY, "--in = " + in + ": cannot be read (" + e + ")");
        }
    }
}
