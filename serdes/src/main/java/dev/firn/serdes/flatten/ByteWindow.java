package dev.firn.serdes.flatten;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes from the beginning of the present part on, as far as they were needed: all of them where the text is in
 * memory, otherwise a buffer that slides and grows.
 */
final class ByteWindow {

    static final int END = -1;
    private static final int CHUNK = 1 << 16;

    private final @Nullable InputStream in;
    private final int maxPart;
    private byte[] bytes;
    private int mark; // where the present part begins
    private int at;
    private int limit;
    private long before; // bytes of the text ahead of the buffer
    private long line = 1;

    // The present part is not kept beyond this many bytes while it is being skipped.
    private boolean skipping;
    private byte @Nullable [] head;
    private long start;

    /** @param maxPart a part that is not being skipped is not read much further than this */
    ByteWindow(InputStream in, int maxPart) {
        this.in = in;
        this.maxPart = maxPart;
        bytes = new byte[CHUNK];
    }

    ByteWindow(byte[] text) {
        in = null;
        maxPart = Integer.MAX_VALUE;
        bytes = text;
        limit = text.length;
    }

    /** The next byte as 0 to 255, or {@link #END} where the text ends or the part is too long; it stays the next one. */
    int peek() throws IOException {
        return at < limit || fill() ? bytes[at] & 0xFF : END;
    }

    /** Whether the bytes come next. */
    boolean isNext(byte[] expected) throws IOException {
        while (limit - at < expected.length) {
            if (!fill()) {
                return false;
            }
        }
        return Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }

    void skip(int count) {
        at += count;
    }

    /** Past a line break. */
    void skipLineBreak() {
        at++;
        line++;
    }

    /** A part begins here. */
    void begin() {
        mark = at;
        start = before + at;
        head = null;
        skipping = false;
    }

    /** From here on, only the head of the part is kept. */
    void beginSkipping() {
        skipping = true;
    }

    /** The byte before the next one is a line break and belongs to this part. */
    boolean isAfterLineBreak() {
        return at > mark && bytes[at - 1] == '\n';
    }

    /**
     * Past the rest of a string whose opening quote has been skipped.
     *
     * @return false at a line break or the end, which cannot be in a string, or where the part is too long
     */
    boolean skipString() throws IOException {
        while (true) {
            int i = at;
            while (i < limit) {
                byte b = bytes[i];
                if (b == '"') {
                    at = i + 1;
                    return true;
                }
                if (b == '\\') {
                    i++; // what it escapes, a quote for one, is nothing to look at; unless it is a line break
                    if (i < limit && bytes[i] == '\n') {
                        break;
                    }
                } else if (b == '\n') {
                    break;
                }
                i++;
            }
            boolean escapeGoesOn = i > limit;
            at = Math.min(i, limit);
            if (at < limit || !fill()) {
                return false;
            }
            if (escapeGoesOn && bytes[at] != '\n') {
                at++;
            }
        }
    }

    /** Of the present part, so far. */
    long length() {
        return before + at - start;
    }

    /** Where the present part begins in the text. */
    long offset() {
        return start;
    }

    /** Of the next byte, from 1. */
    long line() {
        return line;
    }

    byte[] buffer() {
        return bytes;
    }

    int markInBuffer() {
        return mark;
    }

    /** The present part so far; at most its first bytes. */
    byte[] part() {
        byte[] kept = head;
        return kept != null
                ? kept
                : Arrays.copyOfRange(bytes, mark, (int) Math.min(at, (long) mark + JsonObjects.KEPT_BYTES));
    }

    private boolean fill() throws IOException {
        if (in == null || (!skipping && at - mark >= maxPart)) {
            return false;
        }
        if (skipping && at - mark > JsonObjects.KEPT_BYTES) {
            if (head == null) {
                head = Arrays.copyOfRange(bytes, mark, mark + JsonObjects.KEPT_BYTES);
            }
            mark = at - 1; // isAfterLineBreak looks one byte back
        }
        if (mark > 0) {
            System.arraycopy(bytes, mark, bytes, 0, limit - mark);
            before += mark;
            at -= mark;
            limit -= mark;
            mark = 0;
        }
        if (limit == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, limit * 2L));
        }
        int read = in.read(bytes, limit, bytes.length - limit);
        limit += Math.max(0, read);
        return read > 0;
    }
}
