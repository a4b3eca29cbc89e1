package dev.firn.registry;

import java.util.Locale;

/** The names that loaders derive from a schema key. Part of table and column names, so they never change. */
final class SnakeCase {

    private SnakeCase() {}

    static String vendor(String vendor) {
        return underscored(vendor).toLowerCase(Locale.ROOT);
    }

    /** A word starts at an upper-case letter after any other character: {@code HTTPHeader} is {@code httpheader}. */
    static String name(String name) {
        String text = underscored(name);
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i > 0 && isUpper(c) && !isUpper(text.charAt(i - 1)) && text.charAt(i - 1) != '_') {
                out.append('_');
            }
            out.append(c);
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static String underscored(String text) {
        return text.replace('.', '_').replace('-', '_');
    }
}
