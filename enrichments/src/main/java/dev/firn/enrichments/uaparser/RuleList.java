package dev.firn.enrichments.uaparser;

import dev.firn.enrichments.literals.LiteralAutomaton;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One list of rules, of which the first one that is met decides. Immutable and thread-safe.
 *
 * <p>Trying a thousand expressions one after the other takes milliseconds, so almost all are ruled out first by what they
 * require: each expression is kept under the literals of its rarest clause, one automaton tells which literals the text
 * contains, and of the rules that this brings up those remain whose other clauses are met too. Rules of which nothing is
 * known are always tried. What remains is tried in the order of the list, so the answer is the one of the plain loop.
 */
final class RuleList {

    /** @param clauses of literal numbers; the text must contain one of each */
    private record Candidate(Pattern pattern, Reading reading, int[][] clauses) {}

    /** A rule as the file has it. */
    record Rule(Pattern pattern, Reading reading) {}

    private final LiteralAutomaton automaton;
    private final Candidate[] candidates;
    /** The rules kept under each literal. */
    private final int[][] rulesOf;

    private final BitSet always = new BitSet();

    RuleList(List<Rule> rules) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<BitSet> kept = new ArrayList<>();
        candidates = new Candidate[rules.size()];
        for (int i = 0; i < candidates.length; i++) {
            Rule rule = rules.get(i);
            List<Set<String>> clauses = RegexReader.clauses(rule.pattern().pattern());
            int[][] required = new int[clauses.size()][];
            for (int c = 0; c < required.length; c++) {
                required[c] = clauses.get(c).stream()
                        .mapToInt(literal -> numbers.computeIfAbsent(literal, any -> numbers.size()))
                        .toArray();
            }
            while (kept.size() < numbers.size()) {
                kept.add(new BitSet());
            }
            if (clauses.isEmpty()) {
                always.set(i);
            } else {
                for (int literal : required[clauses.indexOf(Selectivity.best(clauses))]) {
                    kept.get(literal).set(i);
                }
            }
            candidates[i] = new Candidate(rule.pattern(), rule.reading(), required);
        }
        rulesOf = kept.stream().map(set -> set.stream().toArray()).toArray(int[][]::new);
        automaton = LiteralAutomaton.ignoringAsciiCase(List.copyOf(numbers.keySet()));
    }

    /** Family and versions as the first rule that is met gives them; null when none is. */
    @Nullable String @Nullable [] first(MeteredText text) {
        BitSet found = automaton.findAll(text.toString());
        BitSet tried = (BitSet) always.clone();
        for (int literal = found.nextSetBit(0); literal >= 0; literal = found.nextSetBit(literal + 1)) {
            for (int rule : rulesOf[literal]) {
                tried.set(rule);
            }
        }
        for (int i = tried.nextSetBit(0); i >= 0; i = tried.nextSetBit(i + 1)) {
            Candidate candidate = candidates[i];
            if (isMet(candidate.clauses(), found)) {
                Matcher matcher = candidate.pattern().matcher(text);
                @Nullable String[] parts = matcher.find() ? candidate.reading().of(matcher) : null;
                if (parts != null) {
                    return parts;
                }
            }
        }
        return null;
    }

    private static boolean isMet(int[][] clauses, BitSet found) {
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
}
