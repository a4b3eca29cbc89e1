package dev.firn.enrichments.url;

import dev.firn.serdes.payload.NormalizedPayload.Parameter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits and decodes one form-encoded text in one pass, and on the way sees whether it is a legal querystring.
 *
 * <p>Text becomes bytes first, and bytes become text in the charset: an escape gives its byte, any character its low byte
 * (so that raw characters beyond Latin-1 are damaged, as they are by the parser this follows), and what is no escape stays.
 *
 * <p>For one use. Not thread-safe.
 */
final class FormParser {

    private final String text;
    private final Charset charset;
    private final List<Parameter> pairs = new ArrayList<>();

    /** What was decoded so far: names and values without anything between them. */
    private final byte[] bytes;

    FormParser(String text, Charset charset) {
        this.text = text;
        this.charset = charset;
        this.bytes = new byte[text.length()];
    }

    /** The pairs of a text that may hold anything. */
    List<Parameter> parse() {
        read(false);
        return pairs;
    }

    /** The pairs of a querystring with its fragment, or null when not every character of it is surely legal in a URI. */
    @Nullable
    List<Parameter> parseLegal() {
        int end = read(true);
        int length = text.length();
        boolean legal = end == length
                || text.charAt(end) == '#' && UriText.scan(text, end + 1, length, UriText.QUERY) == length;
        return legal ? pairs : null;
    }

    /** Reads everything or, if told to be strict, up to the first character that is not legal in a query. */
    private int read(boolean strict) {
        char[] chars = text.toCharArray(); // a loop over an array costs a fraction of one over a string
        byte[] out = bytes;
        int size = 0;
        int start = 0;
        int value = -1; // where the value of the pair starts, once there was a '='
        int i = 0;
        for (; i < chars.length; i++) {
            char c = chars[i];
            if (UriText.isPlain(c) || c == '=' && value >= 0) {
                out[size++] = (byte) c;
            } else if (c == '=') {
                value = size;
            } else if (c == '&' || c == ';') {
                add(start, value, size);
                start = size;
                value = -1;
            } else if (c == '+') {
                out[size++] = ' ';
            } else if (UriText.isEscape(chars, i)) {
                out[size++] = (byte) (UriText.hex(chars[i + 1]) << 4 | UriText.hex(chars[i + 2]));
                i += 2;
            } else if (strict && !UriText.isVisible(c)) {
                break;
            } else {
                out[size++] = (byte) c;
            }
        }
        add(start, value, size);
        return i;
    }

    private void add(int start, int value, int end) {
        int nameEnd = value < 0 ? end : value;
        if (nameEnd > start) {
            pairs.add(new Parameter(
                    new String(bytes, start, nameEnd - start, charset),
                    value < 0 ? null : new String(bytes, value, end - value, charset)));
        }
    }
}
