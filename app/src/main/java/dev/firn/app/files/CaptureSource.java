package dev.firn.app.files;

import dev.firn.serdes.payload.CaptureJson;
import dev.firn.serdes.payload.CapturedLine;
import dev.firn.serdes.payload.ThriftCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** HTTP requests as JSON lines, turned into the records that a collector would have written. Blank lines are skipped. */
public final class CaptureSource implements RecordSource {

    private final BufferedReader lines;
    private long number;

    public CaptureSource(InputStream in) {
        lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        String line;
        do {
            line = lines.readLine();
            number++;
        } while (line != null && line.isBlank());
        return line == null ? null : record(line);
    }

    private byte[] record(String line) throws IOException {
        CapturedLine read = CaptureJson.read(line.getBytes(StandardCharsets.UTF_8));
        if (read instanceof CapturedLine.Refused refused) {
            throw new IOException("line " + number + ": " + refused.message());
        }
        return ThriftCodec.encode(((CapturedLine.Request) read).payload());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
