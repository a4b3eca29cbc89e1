package dev.firn.serdes.flatten;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is in a document: its keys from the top down, written with dots between them ({@code event_value.items}).
 *
 * <p>A position in an array is a step like a key ({@code items.0.sku}), {@code *} is any one key or position, and a
 * backslash makes the next character literal ({@code a\.b} is one key). Paths name the document as it comes in, before
 * renaming, and go on inside of JSON texts that are parsed.
 *
 * @param text as it was written
 * @param steps from the top down
 */
public record FieldPath(String text, List<Step> steps) {

    private static final int MAX_STEPS = 64;

    /**
     * One step down.
     *
     * @param key a key or a position; null for any
     */
    public record Step(@Nullable String key) {}

    public FieldPath {
        steps = List.copyOf(steps);
    }

    /** @throws FlattenRulesException for an empty path, one of more than 64 steps, or one that ends in a backslash */
    public static FieldPath of(String text) {
        List<Step> steps = new ArrayList<>();
        StringBuilder step = new StringBuilder();
        boolean literal = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '\\' && i + 1 < text.length()) {
                step.append(text.charAt(++i));
                literal = true;
            } else if (c == '\\') {
                throw new FlattenRulesException("path", text, "a path that does not end in a backslash");
            } else if (c == '.') {
                String key = step.toString();
                steps.add(new Step(!literal && key.equals("*") ? null : key));
                step.setLength(0);
                literal = false;
            } else {
                step.append(c);
            }
        }
        if (text.isEmpty() || steps.size() > MAX_STEPS) {
            throw new FlattenRulesException("path", text, "1 to " + MAX_STEPS + " keys with dots between them");
        }
        return new FieldPath(text, steps);
    }

    /** A key as a step of a path's text. */
    static String escape(String key) {
        return key.replace("\\", "\\\\").replace(".", "\\.");
    }

    @Override
    public String toString() {
        return text;
    }
}
