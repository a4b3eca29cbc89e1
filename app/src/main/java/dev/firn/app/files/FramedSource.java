package dev.firn.app.files;

import dev.firn.serdes.payload.FramedRecords;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Records as they are stored: 4-byte big-endian length, then the Thrift bytes. */
public final class FramedSource implements RecordSource {

    private final FramedRecords.Reader reader;

    public FramedSource(InputStream in) {
        reader = FramedRecords.reader(in);
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        return reader.next();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
