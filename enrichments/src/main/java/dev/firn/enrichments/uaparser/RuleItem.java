package dev.firn.enrichments.uaparser;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One rule as it is written.
 *
 * @param where it is in the file, for messages
 */
record RuleItem(String where, Map<?, ?> members) {

    @Nullable
    String text(String key) {
        Object value = members.get(key);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException(where + ": " + key + " must be a text, in quotes if need be");
    }

    Pattern pattern(boolean mayIgnoreCase) {
        String regex = text("regex");
        if (regex == null) {
            throw new IllegalArgumentException(where + ": regex is missing");
        }
        boolean ignoreCase = mayIgnoreCase && "i".equals(members.get("regex_flag"));
        try {
            return Pattern.compile(regex, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }
}
