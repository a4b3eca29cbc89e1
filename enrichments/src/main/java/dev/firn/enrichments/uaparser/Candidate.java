package dev.firn.enrichments.uaparser;

import dev.firn.enrichments.uaparser.RuleList.Rule;
import java.util.BitSet;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** A rule with what a text must contain to meet it. Immutable. */
final class Candidate {

    private final Rule rule;
    /** Numbers of literals; the text must contain one of each clause. */
    private final int[][] clauses;
    /** What a match begins with; empty when it may begin anywhere. */
    private final String[] starts;

    private final int[] startNumbers;

    Candidate(Rule rule, RequiredLiterals required, ToIntFunction<String> numbers) {
        this.rule = rule;
        clauses = required.clauses().stream()
                .map(clause -> clause.stream().mapToInt(numbers).toArray())
                .toArray(int[][]::new);
        boolean useful = required.starts().stream().allMatch(Candidate::isRare);
        starts = useful ? required.starts().toArray(String[]::new) : new String[0];
        startNumbers = required.starts().stream().mapToInt(numbers).toArray();
    }

    /** Of single letters there are so many in a text that the plain search is as fast. */
    private static boolean isRare(String start) {
        return start.length() > 1 || !Character.isLetterOrDigit(start.charAt(0)) && start.charAt(0) != ' ';
    }

    /** Whether the literals found in a text allow for a match. */
    boolean isPossible(BitSet found) {
        for (int[] clause : clauses) {
            boolean met = false;
            for (int i = 0; i < clause.length && !met; i++) {
                met = found.get(clause[i]);
            }
            if (!met) {
                return false;
            }
        }
        return true;
    }

    /** Family and versions if the rule is met. */
    @Nullable
    String @Nullable [] apply(MeteredText text, BitSet found) {
        Matcher matcher = rule.pattern().matcher(text);
        boolean met = starts.length == 0 ? matcher.find() : findAtStarts(matcher, text, found);
        return met ? rule.reading().of(matcher) : null;
    }

    /**
     * Finds what {@link Matcher#find()} finds, without trying where no match can begin. The bounds of the region are made
     * such that anchors and looking around see the whole text.
     */
    private boolean findAtStarts(Matcher matcher, MeteredText text, BitSet found) {
        matcher.useAnchoringBounds(false).useTransparentBounds(true);
        for (int at = nextStart(text, found, 0); at >= 0; at = nextStart(text, found, at + 1)) {
            if (matcher.region(at, text.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private int nextStart(MeteredText text, BitSet found, int from) {
        int next = -1;
        for (int i = 0; i < starts.length; i++) {
            if (found.get(startNumbers[i])) {
                int at = text.indexOf(starts[i], from);
                next = at >= 0 && (next < 0 || at < next) ? at : next;
            }
        }
        return next;
    }
}
