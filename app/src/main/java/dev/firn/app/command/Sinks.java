package dev.firn.app.command;

import dev.firn.topology.output.EncodedRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that results go to. Closing writes what is buffered; standard output stays open. */
final class Sinks implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Map<EncodedRecord.Stream, OutputStream> streams = new EnumMap<>(EncodedRecord.Stream.class);
    private final Map<EncodedRecord.Stream, Boolean> owned = new EnumMap<>(EncodedRecord.Stream.class);

    /** @param file a path, {@code -} for standard output, or null for nowhere */
    void open(EncodedRecord.Stream stream, String option, @Nullable String file) {
        if (file == null) {
            return;
        }
        boolean standard = file.equals("-");
        try {
            OutputStream out = standard ? System.out : Files.newOutputStream(Path.of(file));
            streams.put(stream, new BufferedOutputStream(out, BUFFER));
            owned.put(stream, !standard);
        } catch (IOException e) {
            throw new Stop(ExitCode.BAD_CONFIGURATION, option + " = " + file + ": cannot be written (" + e + ")");
        }
    }

    Map<EncodedRecord.Stream, OutputStream> streams() {
        return streams;
    }

    @Override
    public void close() throws IOException {
        for (Map.Entry<EncodedRecord.Stream, OutputStream> one : streams.entrySet()) {
            one.getValue().flush();
            if (Boolean.TRUE.equals(owned.get(one.getKey()))) {
                one.getValue().close();
            }
        }
    }
}
