package dev.firn.enrichments.url;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes parts of one form-encoded text, with one buffer for all of them. Not thread-safe.
 *
 * <p>Text becomes bytes first, and bytes become text in the charset: an escape gives its byte, any character its low byte
 * (so that raw characters beyond Latin-1 are damaged, as they are by the parser this follows), and what is no escape stays.
 */
final class FormDecoder {

    private final String text;
    private final int end;
    private final Charset charset;
    /** Whether ASCII bytes mean themselves, so that plain text needs no decoding. */
    private final boolean asciiBased;

    private byte @Nullable [] buffer;

    FormDecoder(String text, int end, Charset charset) {
        this.text = text;
        this.end = end;
        this.charset = charset;
        this.asciiBased = charset == StandardCharsets.UTF_8
                || charset == StandardCharsets.ISO_8859_1
                || charset == StandardCharsets.US_ASCII;
    }

    String decode(int from, int to) {
        int plain = asciiBased ? plainEnd(from, to) : from;
        return plain == to ? text.substring(from, to) : decode(from, to, buffer());
    }

    private int plainEnd(int from, int to) {
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (c == '%' || c == '+' || c >= 128) {
                return i;
            }
            i++;
        }
        return to;
    }

    private String decode(int from, int to, byte[] bytes) {
        int size = 0;
        int i = from;
        while (i < to) {
            char c = text.charAt(i++);
            if (c == '%' && i + 2 <= to) {
                int high = Character.digit(text.charAt(i), 16);
                int low = Character.digit(text.charAt(i + 1), 16);
                if (high >= 0 && low >= 0) {
                    bytes[size++] = (byte) (high << 4 | low);
                } else {
                    bytes[size++] = (byte) '%';
                    bytes[size++] = (byte) text.charAt(i);
                    bytes[size++] = (byte) text.charAt(i + 1);
                }
                i += 2;
            } else {
                bytes[size++] = c == '+' ? (byte) ' ' : (byte) c;
            }
        }
        return new String(bytes, 0, size, charset);
    }

    private byte[] buffer() {
        byte[] bytes = buffer;
        if (bytes == null) {
            bytes = new byte[end];
            buffer = bytes;
        }
        return bytes;
    }
}
