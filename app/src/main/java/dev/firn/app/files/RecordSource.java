package dev.firn.app.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Collector records, one after the other. Not thread-safe. */
public interface RecordSource extends AutoCloseable {

    /**
     * The next record, or null at the end.
     *
     * @throws IOException when the input cannot be read, also when it ends within a record; the message says where
     */
    byte @Nullable [] next() throws IOException;

    @Override
    void close() throws IOException;
}
