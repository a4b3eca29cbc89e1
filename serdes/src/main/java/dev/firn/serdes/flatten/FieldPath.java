package dev.firn.serdes.flatten;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value is in a document: its keys from the top down, written with dots between them ({@code event_value.items}).
 *
 * <p>A position in an array is a step like a key ({@code items.0.sku}), {@code *} is any one key or position, and a
 * backslash makes the next character literal ({@code a\.b} is one key). Paths name the document as it comes in, before
 * renaming, and go on inside of JSON texts that are parsed.
 *
 * @param text as it was written
 * @param steps keys, positions and {@link #ANY}
 */
public record FieldPath(String text, List<String> steps) {

    /** The step {@code *}; the same instance, since a literal star is a key like any other. */
    static final String ANY = new String(new char[] {'*'});

    private static final int MAX_STEPS = 64;

    public FieldPath {
        steps = List.copyOf(steps);
    }

    /** @throws FlattenRulesException for an empty path, one of more than 64 steps, or one that ends in a backslash */
    public static FieldPath of(String text) {
        List<String> steps = new ArrayList<>();
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
                steps.add(!literal && step.toString().equals(ANY) ? ANY : step.toString());
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

    @Override
    public String toString() {
        return text;
    }
}
