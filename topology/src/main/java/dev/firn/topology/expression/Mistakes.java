package dev.firn.topology.expression;

import dev.cel.common.CelIssue;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Messages for those who wrote an expression. */
final class Mistakes {

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final int LONGEST_QUOTE = 200;

    private Mistakes() {}

    static String message(String text, @Nullable String reason) {
        return "expression '" + quoted(text) + "': " + reason;
    }

    static String message(String text, List<CelIssue> issues, Collection<String> names) {
        return issues.stream()
                .map(issue -> "line " + issue.getSourceLocation().getLine() + ", column "
                        + (issue.getSourceLocation().getColumn() + 1) + ": " + reason(issue.getMessage(), names))
                .distinct()
                .limit(5)
                .collect(Collectors.joining("; ", message(text, ""), ""));
    }

    private static String quoted(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    }

    private static String reason(String reason, Collection<String> names) {
        Matcher undeclared = UNDECLARED.matcher(reason);
        if (!undeclared.matches()) {
            return reason.strip().replaceAll("\\s+", " ");
        }
        String name = undeclared.group(1);
        String near = nearest(name, names);
        return "undeclared reference '" + name + "'" + (near == null ? "" : ", did you mean '" + near + "'?");
    }

    /** The name that fewest changed letters make of it, if that are few; else one that continues it. */
    private static @Nullable String nearest(String name, Collection<String> names) {
        String best = null;
        int least = Math.min(3, name.length() / 2) + 1;
        for (String one : names.stream().sorted().toList()) {
            int distance = distance(name, one);
            if (distance < least) {
                least = distance;
                best = one;
            }
        }
        return best != null
                ? best
                : names.stream()
                        .filter(one -> one.startsWith(name + '.'))
                        .sorted()
                        .findFirst()
                        .orElse(null);
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
