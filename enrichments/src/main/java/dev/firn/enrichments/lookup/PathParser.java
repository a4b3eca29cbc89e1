package dev.firn.enrichments.lookup;

import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Predicate;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a JSONPath from front to back, once. */
final class PathParser {

    /** Characters that end a name after a dot. */
    private static final String NAME_ENDS = ".[]()*=!<>'\",";

    private final String key;
    private final String text;
    private final List<UnaryOperator<PathStep>> steps = new ArrayList<>();
    private int position;

    PathParser(String key, String text) {
        this.key = key;
        this.text = text.stripTrailing();
    }

    PathStep parse() {
        expect('$', "a path begins with $");
        while (position < text.length()) {
            step();
        }
        PathStep path = PathStep.END;
        for (int i = steps.size() - 1; i >= 0; i--) {
            path = steps.get(i).apply(path);
        }
        return path;
    }

    private void step() {
        if (!take('.')) {
            bracket();
            return;
        }
        if (take('.')) {
            steps.add(PathStep::descent);
        }
        if (peek() == '[') {
            bracket();
        } else if (take('*')) {
            steps.add(PathStep::wildcard);
        } else {
            String name = name();
            steps.add(next -> PathStep.name(name, next));
        }
    }

    private String name() {
        int start = position;
        while (position < text.length()
                && NAME_ENDS.indexOf(text.charAt(position)) < 0
                && !Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        if (peek() == '(') {
            throw unfit("functions are not supported");
        }
        if (position == start) {
            throw unfit("a name or * must follow a dot");
        }
        return text.substring(start, position);
    }

    private void bracket() {
        expect('[', "expected . or [");
        skipBlanks();
        char c = peek();
        if (take('*')) {
            steps.add(PathStep::wildcard);
        } else if (c == '?') {
            filter();
        } else if (c == '\'' || c == '"') {
            names();
        } else {
            numbers();
        }
        skipBlanks();
        expect(']', "expected ]");
    }

    private void names() {
        List<String> names = new ArrayList<>(1);
        do {
            skipBlanks();
            names.add(quoted());
            skipBlanks();
        } while (take(','));
        String first = names.get(0);
        steps.add(names.size() == 1 ? next -> PathStep.name(first, next) : next -> PathStep.names(names, next));
    }

    private String quoted() {
        char quote = peek();
        if (quote != '\'' && quote != '"') {
            throw unfit("expected a quoted name");
        }
        position++;
        StringBuilder name = new StringBuilder();
        while (!take(quote)) {
            take('\\');
            if (position >= text.length()) {
                throw unfit("a quoted name does not end");
            }
            name.append(text.charAt(position++));
        }
        return name.toString();
    }

    private void numbers() {
        Integer first = number();
        skipBlanks();
        if (take(':')) {
            slice(first);
            return;
        }
        if (first == null) {
            throw unfit("expected *, a quoted name, an index or a filter");
        }
        List<Integer> indexes = new ArrayList<>(1);
        indexes.add(first);
        while (take(',')) {
            skipBlanks();
            Integer another = number();
            if (another == null) {
                throw unfit("expected an index");
            }
            indexes.add(another);
            skipBlanks();
        }
        steps.add(next -> PathStep.indexes(indexes, next));
    }

    private void slice(@Nullable Integer from) {
        skipBlanks();
        Integer to = number();
        skipBlanks();
        Integer step = null;
        if (take(':')) {
            skipBlanks();
            step = number();
        }
        int every = step == null ? 1 : step;
        if (every < 1) {
            throw unfit("steps of a slice must be 1 or more");
        }
        steps.add(next -> PathStep.slice(from, to, every, next));
    }

    private @Nullable Integer number() {
        int start = position;
        take('-');
        while (position < text.length() && Character.digit(text.charAt(position), 10) >= 0) {
            position++;
        }
        if (position == start) {
            return null;
        }
        try {
            return Integer.valueOf(text.substring(start, position));
        } catch (NumberFormatException e) {
            throw unfit("expected a whole number");
        }
    }

    private void filter() {
        int start = position;
        position++;
        if (peek() != '(') {
            throw unfit("a filter is written [?(...)]");
        }
        skipParentheses();
        Predicate predicate;
        try {
            predicate = PathFilter.parse('[' + text.substring(start, position) + ']');
        } catch (JsonPathException | IllegalStateException | IndexOutOfBoundsException e) {
            throw unfit("the filter is not understood");
        }
        steps.add(next -> PathStep.filter(predicate, next));
    }

    private void skipParentheses() {
        int open = 0;
        do {
            char c = peek();
            if (c == '\'' || c == '"') {
                quoted();
                continue;
            }
            if (position >= text.length()) {
                throw unfit("the filter does not end");
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            position++;
        } while (open > 0);
    }

    private void skipBlanks() {
        while (take(' ')) {
            // taken
        }
    }

    /** The next character, or NUL at the end. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private boolean take(char c) {
        boolean taken = position < text.length() && text.charAt(position) == c;
        position += taken ? 1 : 0;
        return taken;
    }

    private void expect(char c, String otherwise) {
        if (!take(c)) {
            throw unfit(otherwise);
        }
    }

    private EnrichmentConfigException unfit(String reason) {
        return new EnrichmentConfigException(
                key + " is " + text + "; expected a JSONPath, but " + reason + " (at character " + position + ")");
    }
}
