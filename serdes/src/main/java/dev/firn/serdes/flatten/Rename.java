package dev.firn.serdes.flatten;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How flat keys are renamed. The steps are taken in the order of the components below, each on the whole flat key as the
 * step before left it; a key of {@code names} gets that name and skips the other steps.
 *
 * @param names flat key, as joined with the delimiter, to new name
 * @param replacements regular expressions, in their order
 * @param snakeCase words that begin with capitals are parted by {@code _}, all becomes lower case, {@code -} becomes
 *     {@code _} (unless the delimiter holds it): {@code contentList-ID} is {@code content_list_id}
 * @param blanks every white space character becomes {@code _}
 * @param nfc Unicode normalization form C
 * @param reserved words that may not be keys, whatever their case: they get {@code _} appended
 * @param maxLength in bytes of UTF-8; a longer key is cut to it with {@code _} and 8 hexadecimal digits of the SHA-256 of
 *     the whole key at its end; 0 for no limit, otherwise at least 16
 */
public record Rename(
        Map<String, String> names,
        List<Replacement> replacements,
        boolean snakeCase,
        boolean blanks,
        boolean nfc,
        Set<String> reserved,
        int maxLength) {

    /**
     * Every match of a pattern is replaced.
     *
     * @param pattern of {@link Pattern}
     * @param replacement where {@code $1} and <code>${name}</code> stand for groups, see
     *     {@link java.util.regex.Matcher#replaceAll(String)}
     */
    public record Replacement(Pattern pattern, String replacement) {
        public Replacement {
            try {
                // Matches the empty text, whatever the pattern: so the groups of the replacement are looked up now.
                Pattern.compile(pattern.pattern() + "|", pattern.flags())
                        .matcher("")
                        .replaceFirst(replacement);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new FlattenRulesException(
                        "rename.regex.replacement", replacement, "a text that names only groups of the pattern");
            }
        }
    }

    public Rename {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        replacements = List.copyOf(replacements);
        reserved = Set.copyOf(reserved);
        if (maxLength != 0) {
            FlattenRulesException.check("rename.max-length", maxLength, 16, 1 << 20);
            for (String name : names.values()) {
                if (Renaming.utf8Length(name) > maxLength) {
                    throw new FlattenRulesException("rename.map", name, "names of at most max-length bytes");
                }
            }
        }
    }

    /** Keys stay as they are joined. */
    public static Rename none() {
        return new Rename(Map.of(), List.of(), false, false, false, Set.of(), 0);
    }

    public Rename withNames(Map<String, String> all) {
        return new Rename(all, replacements, snakeCase, blanks, nfc, reserved, maxLength);
    }

    public Rename withReplacements(List<Replacement> all) {
        return new Rename(names, all, snakeCase, blanks, nfc, reserved, maxLength);
    }

    public Rename withSnakeCase() {
        return new Rename(names, replacements, true, blanks, nfc, reserved, maxLength);
    }

    public Rename withBlanksReplaced() {
        return new Rename(names, replacements, snakeCase, true, nfc, reserved, maxLength);
    }

    public Rename withNfc() {
        return new Rename(names, replacements, snakeCase, blanks, true, reserved, maxLength);
    }

    public Rename withReserved(Set<String> words) {
        return new Rename(names, replacements, snakeCase, blanks, nfc, words, maxLength);
    }

    public Rename withMaxLength(int bytes) {
        return new Rename(names, replacements, snakeCase, blanks, nfc, reserved, bytes);
    }

    boolean isOff() {
        return equals(none());
    }
}
