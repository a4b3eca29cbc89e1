package dev.firn.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive, POSIX with extended headers: enough for archives and layers that tools write. Not thread-safe.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">pax</a>
 */
final class TarReader {

    private static final int BLOCK = 512;

    /**
     * One member.
     *
     * @param type as in the archive: 0 file, 1 hard link, 2 symbolic link, 5 folder
     * @param mode rights, with set-uid, set-gid and sticky bits
     * @param seconds time of last change, since 1970
     */
    record Entry(String path, char type, int mode, long uid, long gid, long size, long seconds) {

        boolean isFolder() {
            return type == '5';
        }

        boolean isFile() {
            return type == '0' || type == 0;
        }
    }

    private final InputStream in;
    private long left;
    private long padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /** The next member, whose content {@link #content} gives; null at the end. */
    @Nullable
    Entry next() throws IOException {
        in.skipNBytes(left + padding);
        left = 0;
        padding = 0;
        String longPath = null;
        while (true) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK || header[0] == 0) {
                return null;
            }
            long size = number(header, 124, 12);
            char type = (char) header[156];
            if (type == 'x' || type == 'L') {
                String text = new String(block(size), StandardCharsets.UTF_8);
                longPath = type == 'L' ? text.replace("\0", "") : path(text, longPath);
                continue;
            }
            if (type == 'g') {
                block(size);
                continue;
            }
            left = size;
            padding = (BLOCK - size % BLOCK) % BLOCK;
            String prefix = text(header, 345, 155);
            String name = text(header, 0, 100);
            String path = longPath != null ? longPath : prefix.isEmpty() ? name : prefix + "/" + name;
            return new Entry(
                    path,
                    type,
                    (int) number(header, 100, 8),
                    number(header, 108, 8),
                    number(header, 116, 8),
                    size,
                    number(header, 136, 12));
        }
    }

    /** The content of the member that was read last. */
    byte[] content() throws IOException {
        byte[] content = in.readNBytes(Math.toIntExact(left));
        if (content.length < left) {
            throw new EOFException();
        }
        left = 0;
        return content;
    }

    private byte[] block(long size) throws IOException {
        byte[] content = in.readNBytes(Math.toIntExact(size));
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        return content;
    }

    private static @Nullable String path(String records, @Nullable String before) {
        for (String record : records.split("\n")) {
            int key = record.indexOf(' ') + 1;
            if (record.startsWith("path=", key)) {
                return record.substring(key + "path=".length());
            }
        }
        return before;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static long number(byte[] header, int from, int length) {
        String octal = text(header, from, length).strip();
        return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
    }
}
