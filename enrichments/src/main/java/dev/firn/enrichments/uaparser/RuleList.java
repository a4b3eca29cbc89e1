package dev.firn.enrichments.uaparser;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One list of rules, of which the first one that is met decides. Immutable and thread-safe.
 *
 * <p>Trying hundreds of expressions one after the other takes milliseconds, so almost all are ruled out first by what they
 * require: each expression is kept under the literals of its rarest clause, and of the rules that the literals in a text
 * bring up those remain whose other clauses are met too. Rules of which nothing is known are always tried. What remains is
 * tried in the order of the list, so the answer is the one of the plain loop.
 */
final class RuleList {

    /** A rule as the file has it. */
    record Rule(Pattern pattern, Reading reading) {}

    private static final int[] NONE = {};

    private final Candidate[] candidates;
    /** The rules kept under each literal, up to the last literal that has any. */
    private final int[][] rulesOf;

    private final BitSet always = new BitSet();

    /** @param numbers the number of a literal, the same for the same literal */
    RuleList(List<Rule> rules, ToIntFunction<String> numbers) {
        List<BitSet> kept = new ArrayList<>();
        candidates = new Candidate[rules.size()];
        for (int i = 0; i < candidates.length; i++) {
            RequiredLiterals required = RegexReader.read(rules.get(i).pattern().pattern());
            candidates[i] = new Candidate(rules.get(i), required, numbers);
            if (required.clauses().isEmpty()) {
                always.set(i);
            } else {
                keep(i, Selectivity.best(required.clauses()), numbers, kept);
            }
        }
        rulesOf = kept.stream()
                .map(set -> set.isEmpty() ? NONE : set.stream().toArray())
                .toArray(int[][]::new);
    }

    private static void keep(int rule, Set<String> clause, ToIntFunction<String> numbers, List<BitSet> kept) {
        for (String literal : clause) {
            int number = numbers.applyAsInt(literal);
            while (kept.size() <= number) {
                kept.add(new BitSet());
            }
            kept.get(number).set(rule);
        }
    }

    /**
     * Family and versions as the first rule that is met gives them; null when none is.
     *
     * @param found the numbers of all literals that the text contains
     */
    @Nullable
    String @Nullable [] first(MeteredText text, BitSet found) {
        BitSet tried = (BitSet) always.clone();
        for (int i = found.nextSetBit(0); i >= 0 && i < rulesOf.length; i = found.nextSetBit(i + 1)) {
            for (int rule : rulesOf[i]) {
                tried.set(rule);
            }
        }
        for (int i = tried.nextSetBit(0); i >= 0; i = tried.nextSetBit(i + 1)) {
            if (candidates[i].isPossible(found)) {
                @Nullable String[] parts = candidates[i].apply(text, found);
                if (parts != null) {
                    return parts;
                }
            }
        }
        return null;
    }
}
