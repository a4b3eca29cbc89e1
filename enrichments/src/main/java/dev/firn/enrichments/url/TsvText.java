package dev.firn.enrichments.url;

import org.jspecify.annotations.Nullable;

/** Text as a TSV column can hold it: a tab becomes four spaces, other ASCII control characters go, nothing left is null. */
public final class TsvText {

    private static final String TAB = "    ";

    private TsvText() {}

    /** The same text object when there is nothing to do. Controls beyond ASCII (U+0080 to U+009F) stay. */
    public static @Nullable String clean(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (control(text.charAt(i))) {
                return clean(text, i);
            }
        }
        return text;
    }

    private static @Nullable String clean(String text, int firstControl) {
        StringBuilder clean = new StringBuilder(text.length() + 16).append(text, 0, firstControl);
        for (int i = firstControl; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                clean.append(TAB);
            } else if (!control(c)) {
                clean.append(c);
            }
        }
        return clean.length() == 0 ? null : clean.toString();
    }

    private static boolean control(char c) {
        return c < ' ' || c == 127;
    }
}
