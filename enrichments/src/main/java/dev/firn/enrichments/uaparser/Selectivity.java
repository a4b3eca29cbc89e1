package dev.firn.enrichments.uaparser;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Guesses how few texts meet a clause, so that each rule is looked at for the rarest thing it needs. A bad guess costs time,
 * never an answer.
 */
final class Selectivity {

    /** What a great part of all user agents contain. */
    private static final List<String> COMMON = List.of(
            "mozilla/5.0 (windows nt 10.0; win64; x64) applewebkit/537.36 (khtml, like gecko) chrome/120.0.0.0"
                    + " safari/537.36 edg/120.0",
            "mozilla/5.0 (linux; android 10; k) applewebkit/537.36 (khtml, like gecko) chrome/120.0.0.0 mobile safari/537.36",
            "mozilla/5.0 (linux; u; android 8.0.0; en-us; build/) version/4.0",
            "mozilla/5.0 (iphone; cpu iphone os 17_1 like mac os x) applewebkit/605.1.15 (khtml, like gecko) version/17.1"
                    + " mobile/15e148 safari/604.1",
            "mozilla/5.0 (macintosh; intel mac os x 10_15_7; rv:109.0) gecko/20100101 firefox/115.0",
            "(compatible; http://www. .com .html)");

    private static final double COMMON_WEIGHT = 0.1;

    private Selectivity() {}

    static Set<String> best(List<Set<String>> clauses) {
        return clauses.stream().max(Comparator.comparingDouble(Selectivity::of)).orElseThrow();
    }

    /** The more, the fewer texts meet the clause. */
    static double of(Set<String> clause) {
        double least = clause.stream().mapToDouble(Selectivity::weight).min().orElse(0);
        return least - 0.01 * clause.size();
    }

    private static double weight(String literal) {
        String folded = literal.toLowerCase(Locale.ROOT);
        boolean common = COMMON.stream().anyMatch(text -> text.contains(folded));
        return common ? COMMON_WEIGHT * literal.length() : literal.length();
    }
}
