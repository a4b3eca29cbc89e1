package dev.firn.topology.output;

import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topic's name with expressions in it, ready for items of one scope. Thread-safe. */
final class TopicTemplate {

    private final String text;
    private final @Nullable String missing;

    /** Literals and expressions in turn, a literal first and last. */
    private final List<String> literals = new ArrayList<>();

    private final List<Expression> expressions = new ArrayList<>();

    private TopicTemplate(String text, @Nullable String missing) {
        this.text = text;
        this.missing = missing;
    }

    /**
     * Compiles a template.
     *
     * @param missing what stands for an expression without a value, or null
     * @throws IllegalArgumentException when braces do not pair or an expression is none
     */
    static TopicTemplate compile(String text, @Nullable String missing, Scope scope) {
        TopicTemplate template = new TopicTemplate(text, missing);
        int end = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', end)) {
            int close = closing(text, open);
            template.literals.add(text.substring(end, open));
            template.expressions.add(Expression.compile(text.substring(open + 1, close), scope, Type.TEXT));
            end = close + 1;
        }
        template.literals.add(text.substring(end));
        template.checkLiterals();
        return template;
    }

    /** Braces inside an expression pair, too. */
    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("'" + text + "': no } for the { at " + (open + 1));
    }

    private void checkLiterals() {
        for (String literal : literals) {
            if (!clean(literal).equals(literal)) {
                throw new IllegalArgumentException(
                        "'" + text + "', expected A-Z, a-z, 0-9, dot, underscore, dash and {expressions}");
            }
        }
    }

    /** The name; null when an expression has no value and nothing stands for it. */
    @Nullable
    String name(Draft draft) {
        StringBuilder name = new StringBuilder(literals.get(0));
        for (int i = 0; i < expressions.size(); i++) {
            String value = expressions.get(i).text(draft.from);
            if (value == null || value.isEmpty()) {
                value = missing;
            }
            if (value == null) {
                return null;
            }
            name.append(clean(value)).append(literals.get(i + 1));
        }
        return name.toString();
    }

    /** With an underscore for each character that a topic's name cannot have. */
    static String clean(String value) {
        StringBuilder clean = null;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!TopicRule.isLegal(c) && clean == null) {
                clean = new StringBuilder(value.length()).append(value, 0, i);
            }
            // Half of a surrogate pair is no character of its own.
            if (clean != null && !Character.isLowSurrogate(c)) {
                clean.append(TopicRule.isLegal(c) ? c : '_');
            }
        }
        return clean == null ? value : clean.toString();
    }
}
