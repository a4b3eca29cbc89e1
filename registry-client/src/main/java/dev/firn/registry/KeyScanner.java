package dev.firn.registry;

import org.jspecify.annotations.Nullable;

/**
 * Cuts {@code VENDOR/NAME/FORMAT/} from the front of a text, character by character: every event brings a handful of such
 * texts, and a regular expression costs several times as much.
 */
final class KeyScanner {

    /** In nearly every key, so it is not copied each time. */
    private static final String JSONSCHEMA = "jsonschema";

    final String vendor;
    final String name;
    final String format;
    /** Where the version starts. */
    final int rest;

    private KeyScanner(String vendor, String name, String format, int rest) {
        this.vendor = vendor;
        this.name = name;
        this.format = format;
        this.rest = rest;
    }

    /** The three parts that stand from {@code start} on, each followed by a slash; null when they do not. */
    static @Nullable KeyScanner scan(String text, int start) {
        int vendorEnd = part(text, start, true);
        int nameEnd = vendorEnd < 0 ? -1 : part(text, vendorEnd + 1, false);
        int formatEnd = nameEnd < 0 ? -1 : part(text, nameEnd + 1, false);
        if (formatEnd < 0) {
            return null;
        }
        int formatStart = nameEnd + 1;
        boolean usual = formatEnd - formatStart == JSONSCHEMA.length() && text.startsWith(JSONSCHEMA, formatStart);
        return new KeyScanner(
                text.substring(start, vendorEnd),
                text.substring(vendorEnd + 1, nameEnd),
                usual ? JSONSCHEMA : text.substring(formatStart, formatEnd),
                formatEnd + 1);
    }

    /** Index of the slash that ends a non-empty part, or -1. */
    private static int part(String text, int start, boolean dots) {
        int i = start;
        while (i < text.length() && isPart(text.charAt(i), dots)) {
            i++;
        }
        return i > start && i < text.length() && text.charAt(i) == '/' ? i : -1;
    }

    /** Whether all of the text may be a vendor (with dots), a name or a format (without). */
    static boolean isPart(String text, boolean dots) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPart(text.charAt(i), dots)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isPart(char c, boolean dots) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || (dots && c == '.');
    }
}
