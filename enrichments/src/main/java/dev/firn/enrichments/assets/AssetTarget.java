package dev.firn.enrichments.assets;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a source writes a file to: a new file, which nobody reads before it is complete. */
public final class AssetTarget {

    /** A file that is longer than anybody wants. Trying again does not help. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(long limit) {
            super("response larger than " + limit + " bytes");
        }
    }

    private final Path file;
    private final long limit;

    AssetTarget(Path file, long limit) {
        this.file = file;
        this.limit = limit;
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
        long written;
        try (OutputStream out = open()) {
            written = content.transferTo(out);
        }
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
        private long written;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            expect(++written);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            written += length;
            expect(written);
            out.write(bytes, from, length);
        }
    }
}
