package dev.firn.enrichments.transform;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one spelling of a UUID that counts: 36 characters, dashes in their places, lower case. */
final class CanonicalUuid {

    private static final int LENGTH = 36;

    private CanonicalUuid() {}

    /** The text in lower case (itself, if it is), or null when it is no UUID in this form. */
    static @Nullable String of(String text) {
        if (text.length() != LENGTH) {
            return null;
        }
        boolean upper = false;
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean capital = c >= 'A' && c <= 'F';
            if (dash ? c != '-' : !capital && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return null;
            }
            upper |= capital;
        }
        return upper ? text.toLowerCase(Locale.ROOT) : text;
    }
}
