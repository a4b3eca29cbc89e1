package dev.firn.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks for: names of metrics, and the labels that each must have for the expression to mean
 * something. Knows words, not values: enough to find a name that does not exist.
 */
final class PromQl {

    /**
     * A metric that an expression uses.
     *
     * @param labels of its matchers, and of the groupings around it
     */
    record Use(String metric, Set<String> labels) {}

    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:\\\\.|[^\"\\\\])*\"" // text
                    + "|\\[[^\\]]*]" // range
                    + "|[a-zA-Z_:][a-zA-Z0-9_:]*" // word
                    + "|[0-9.]+[a-zA-Z]*" // number, duration
                    + "|[=!<>]=|=~|!~|[^\\s]");

    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Set<String> AGGREGATIONS = Set.of("sum", "max", "min", "avg", "count", "topk", "bottomk");
    private static final Set<String> GROUPINGS = Set.of("by", "on", "group_left", "group_right");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset", "bool");

    private final List<String> tokens = new ArrayList<>();
    private final List<Use> uses = new ArrayList<>();
    /** Labels that vector matching compares: all metrics of the expression must have them. */
    private final Set<String> matched = new TreeSet<>();

    private int next;

    private PromQl(String expression) {
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
    }

    /** @throws IllegalArgumentException when it is not understood, and so not checked */
    static List<Use> uses(String expression) {
        PromQl reader = new PromQl(expression);
        try {
            reader.read(Set.of());
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("ends too soon: " + expression, e);
        }
        if (reader.next < reader.tokens.size()) {
            throw new IllegalArgumentException("a parenthesis too many: " + expression);
        }
        return reader.uses.stream()
                .map(use -> new Use(use.metric(), union(use.labels(), reader.matched)))
                .toList();
    }

    /** Up to the parenthesis that closes, or the end. */
    private void read(Set<String> grouped) {
        Set<String> pending = grouped;
        while (next < tokens.size() && !tokens.get(next).equals(")")) {
            String token = tokens.get(next++);
            if (token.equals("(")) {
                read(pending);
                expect(")");
                pending = grouped;
            } else if (GROUPINGS.contains(token)) {
                Set<String> labels = labels();
                if (token.equals("by")) {
                    pending = union(grouped, labels);
                } else {
                    matched.addAll(labels);
                }
            } else if (token.equals("without")) {
                throw new IllegalArgumentException("without is not understood: " + tokens);
            } else if (WORD.matcher(token).matches()
                    && !AGGREGATIONS.contains(token)
                    && !OPERATORS.contains(token)
                    && !isFunction()) {
                uses.add(new Use(token, union(grouped, matchers())));
            }
        }
    }

    private boolean isFunction() {
        return next < tokens.size() && tokens.get(next).equals("(");
    }

    private Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        expect("(");
        for (String token = tokens.get(next++); !token.equals(")"); token = tokens.get(next++)) {
            if (!token.equals(",")) {
                labels.add(token);
            }
        }
        return labels;
    }

    private Set<String> matchers() {
        Set<String> labels = new TreeSet<>();
        if (next < tokens.size() && tokens.get(next).equals("{")) {
            next++;
            for (String token = tokens.get(next++); !token.equals("}"); token = tokens.get(next++)) {
                if (WORD.matcher(token).matches()) {
                    labels.add(token);
                }
            }
        }
        return labels;
    }

    private void expect(String token) {
        if (!tokens.get(next++).equals(token)) {
            throw new IllegalArgumentException("expected " + token + " in " + tokens);
        }
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }
}
