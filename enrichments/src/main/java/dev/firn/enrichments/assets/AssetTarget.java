package dev.firn.enrichments.assets;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a source writes a file to: a new file, which nobody reads before it is complete. */
public final class AssetTarget {

    /** A file that is longer than anybody wants. Trying again does not help. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(long limit) {
            super("response larger than " + limit + " bytes");
        }

        /** Clients wrap what is thrown while they read. */
        static @Nullable TooLarge in(Throwable failure) {
            for (Throwable at = failure; at != null; at = at.getCause()) {
                if (at instanceof TooLarge found) {
                    return found;
                }
            }
            return null;
        }
    }

    private final Path file;
    private final long limit;
    private final Duration patience;

    /** @param patience how long the content may take from when it begins: a source's own limits may end only silence */
    AssetTarget(Path file, long limit, Duration patience) {
        this.file = file;
        this.limit = limit;
        this.patience = patience;
    }

    /** Begins the file, or begins it anew. A stream that was opened before and closed since cannot harm the new content. */
    public OutputStream open() throws IOException {
        return new Counted(Channels.newOutputStream(FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)));
    }

    /**
     * Writes the whole file.
     *
     * @param expected how long the content claims to be; negative when unknown
     * @throws IOException also when the content is of another length
     */
    public void receive(InputStream content, long expected) throws IOException {
        expect(expected);
        try (OutputStream out = open()) {
            content.transferTo(out);
        }
        complete(expected);
    }

    /**
     * Checks the length of what was written, after its stream was closed.
     *
     * @param expected negative when unknown
     */
    public void complete(long expected) throws IOException {
        long written = Files.size(file);
        if (expected >= 0 && written != expected) {
            throw new IOException("received " + written + " bytes instead of " + expected);
        }
    }

    /** Refuses what announces itself as too long before anything of it is moved. */
    public void expect(long length) throws TooLarge {
        if (length > limit) {
            throw new TooLarge(limit);
        }
    }

    Path file() {
        return file;
    }

    private final class Counted extends FilterOutputStream {
        private final long start = System.nanoTime();
        private long written;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            count(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count(length);
            out.write(bytes, from, length);
        }

        private void count(int length) throws IOException {
            written += length;
            expect(written);
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new IOException("not complete within " + patience.toSeconds() + " s");
            }
        }
    }
}
