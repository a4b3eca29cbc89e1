package dev.firn.serdes.flatten;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of {@link Rename}, one after the other. Thread-safe. */
final class Renaming {

    private static final int HASH_BYTES = 4;

    private final Rename rules;
    private final Map<String, String> names;
    private final Set<String> reserved;
    private final boolean dashIsDelimiter;
    private final boolean isOff;

    Renaming(Rename rules, String delimiter) {
        this.rules = rules;
        this.names = Map.copyOf(rules.names());
        this.reserved = rules.reserved().stream().map(Renaming::folded).collect(Collectors.toUnmodifiableSet());
        this.dashIsDelimiter = delimiter.indexOf('-') >= 0;
        this.isOff = rules.isOff();
    }

    /** The flat key for a joined key; null if a pattern would take too long for it. */
    @Nullable
    String apply(String joined) {
        return isOff ? wellFormed(joined) : renamed(wellFormed(joined));
    }

    private @Nullable String renamed(String joined) {
        String given = names.get(joined);
        if (given != null) {
            return given;
        }
        String key = joined;
        for (Rename.Replacement replacement : rules.replacements()) {
            String replaced = MeteredText.replaceAll(replacement, key);
            if (replaced == null) {
                return null;
            }
            key = wellFormed(replaced); // a pattern can part a surrogate pair
        }
        key = rules.snakeCase() ? snakeCase(key) : key;
        key = rules.blanks() ? withoutBlanks(key) : key;
        key = rules.nfc() ? Normalizer.normalize(key, Normalizer.Form.NFC) : key;
        key = reserved.contains(folded(key)) ? key + '_' : key;
        return fitting(key);
    }

    /** Half a surrogate pair as {@code ?}, as it would be written: so that keys which would be written alike collide here. */
    private static String wellFormed(String key) {
        return Surrogates.areBroken(key) ? new String(key.getBytes(UTF_8), UTF_8) : key;
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** A word starts at a capital behind a small letter or digit, and at the last capital of several before a small one. */
    private String snakeCase(String key) {
        StringBuilder out = new StringBuilder(key.length() + 8);
        int before = '_';
        int c;
        for (int i = 0; i < key.length(); i += Character.charCount(c)) {
            c = key.codePointAt(i);
            int next = i + Character.charCount(c) < key.length() ? key.codePointAt(i + Character.charCount(c)) : '_';
            boolean starts = Character.isUpperCase(c)
                    && (Character.isLowerCase(before)
                            || Character.isDigit(before)
                            || (Character.isUpperCase(before) && Character.isLowerCase(next)));
            if (starts) {
                out.append('_');
            }
            out.appendCodePoint(c == '-' && !dashIsDelimiter ? '_' : Character.toLowerCase(c));
            before = c;
        }
        return out.toString();
    }

    private static String withoutBlanks(String key) {
        StringBuilder out = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            out.append(Character.isWhitespace(c) || Character.isSpaceChar(c) ? '_' : c);
        }
        return out.toString();
    }

    private String fitting(String key) {
        int most = rules.maxLength();
        return most == 0 || utf8Length(key) <= most ? key : withSuffix(key, '_' + hash(key));
    }

    /** The suffix stays whole; the key is cut at a character where both were too long. */
    String withSuffix(String key, String suffix) {
        int most = rules.maxLength();
        if (most == 0) {
            return key + suffix;
        }
        int room = Math.max(0, most - utf8Length(suffix));
        int end = 0;
        while (end < key.length()) {
            int c = key.codePointAt(end);
            room -= utf8Length(c);
            if (room < 0) {
                break;
            }
            end += Character.charCount(c);
        }
        return key.substring(0, end) + suffix;
    }

    static int utf8Length(String text) {
        return text.codePoints().map(Renaming::utf8Length).sum();
    }

    private static int utf8Length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
