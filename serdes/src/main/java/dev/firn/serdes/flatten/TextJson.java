package dev.firn.serdes.flatten;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.RepeatedKeys;
import org.jspecify.annotations.Nullable;

/** JSON in texts, behind the guards of {@link ParseJson}. */
final class TextJson {

    private final ParseJson guards;
    private final DuplicateKeys duplicateKeys;

    TextJson(FlattenRules rules) {
        guards = rules.parseJson();
        duplicateKeys = rules.duplicateKeys();
    }

    /** Whether texts at a place are to be looked at. */
    boolean wants(@Nullable PathTree place, int nesting) {
        return nesting < guards.maxNesting() && (guards.auto() || (place != null && place.isParsed()));
    }

    /** Starts and ends like an object or an array; white space around it is fine. */
    static boolean looksLikeJson(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        int start = 0;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        if (end - start < 2) {
            return false;
        }
        char first = text.charAt(start);
        char last = text.charAt(end - 1);
        return (first == '{' && last == '}') || (first == '[' && last == ']');
    }

    /** The object or array that a text which looks like one is, or null. */
    @Nullable
    JsonNode parse(String text, Tallies.Counting tallies) {
        if (text.length() > guards.maxChars() || Surrogates.areBroken(text)) {
            return null;
        }
        byte[] utf8 = text.strip().getBytes(UTF_8);
        RepeatedKeys repeated = repeatedKeys(duplicateKeys);
        JsonNode parsed = JsonText.parse(utf8, 0, utf8.length, repeated).fold(node -> node, message -> null);
        if (parsed == null || !Depth.isWithin(parsed, guards.maxDepth())) {
            return null;
        }
        if (repeated.count() > 0) {
            if (duplicateKeys == DuplicateKeys.REJECT) {
                throw new Rejected(
                        Rejection.Reason.DUPLICATE_KEY, "key " + repeated.example() + " twice in one object of a text");
            }
            tallies.add(Tally.DUPLICATE_KEYS, repeated.count());
        }
        return parsed;
    }

    static RepeatedKeys repeatedKeys(DuplicateKeys policy) {
        return policy == DuplicateKeys.FIRST ? RepeatedKeys.firstStays() : RepeatedKeys.lastStays();
    }
}
