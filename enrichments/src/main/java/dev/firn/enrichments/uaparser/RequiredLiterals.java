package dev.firn.enrichments.uaparser;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a text must contain to match a regular expression: of each clause at least one literal, where ASCII letters of both
 * cases are the same. No clauses means that nothing is known.
 *
 * @param exact all texts that the expression matches, as long as these are known and few
 * @param clauses of which each must be met; no literal is empty
 */
record RequiredLiterals(Set<String> exact, List<Set<String>> clauses) {

    static final RequiredLiterals UNKNOWN = new RequiredLiterals(Set.of(), List.of());
    /** Matches nothing but the empty text, such as {@code ^}. */
    static final RequiredLiterals EMPTY = new RequiredLiterals(Set.of(""), List.of());

    /** More texts than these are not multiplied out. */
    private static final int MOST_EXACT = 400;

    /** Longer literals are cut, which only makes them easier to meet. */
    private static final int LONGEST = 24;

    static RequiredLiterals exact(Set<String> texts) {
        return texts.isEmpty() || texts.size() > MOST_EXACT ? UNKNOWN : new RequiredLiterals(texts, List.of());
    }

    boolean isExact() {
        return !exact.isEmpty();
    }

    /** The clauses, also of an expression of which all texts are known. */
    List<Set<String>> asClauses() {
        if (!isExact()) {
            return clauses;
        }
        return exact.contains("") ? List.of() : List.of(minimal(exact));
    }

    /** Of the expression that may also be left out. */
    RequiredLiterals optional() {
        if (!isExact()) {
            return UNKNOWN;
        }
        Set<String> texts = new LinkedHashSet<>(exact);
        texts.add("");
        return exact(texts);
    }

    /** Of the expression once or more often. */
    RequiredLiterals repeated() {
        return new RequiredLiterals(Set.of(), asClauses());
    }

    /** Of any one of the expressions. */
    static RequiredLiterals anyOf(List<RequiredLiterals> branches) {
        if (branches.stream().allMatch(RequiredLiterals::isExact)) {
            Set<String> texts = new LinkedHashSet<>();
            branches.forEach(branch -> texts.addAll(branch.exact));
            if (texts.size() <= MOST_EXACT) {
                return exact(texts);
            }
        }
        Set<String> any = new LinkedHashSet<>();
        for (RequiredLiterals branch : branches) {
            List<Set<String>> clauses = branch.asClauses();
            if (clauses.isEmpty()) {
                return UNKNOWN;
            }
            any.addAll(Selectivity.best(clauses));
        }
        return new RequiredLiterals(Set.of(), List.of(minimal(any)));
    }

    /** Takes literals out that contain another one, as they say nothing more. */
    private static Set<String> minimal(Set<String> literals) {
        Set<String> cut = new LinkedHashSet<>();
        literals.forEach(literal -> cut.add(literal.length() > LONGEST ? literal.substring(0, LONGEST) : literal));
        Set<String> minimal = new LinkedHashSet<>(cut);
        minimal.removeIf(literal -> cut.stream().anyMatch(other -> !other.equals(literal) && literal.contains(other)));
        return minimal;
    }

    /** Puts the parts of a sequence together; texts that are known and adjacent become longer ones. */
    static final class Sequence {
        private final List<Set<String>> clauses = new ArrayList<>();
        /** All texts that the parts since the last unknown one may match. */
        private Set<String> run = Set.of("");

        private boolean whole = true;

        void add(RequiredLiterals part) {
            if (!part.isExact()) {
                interrupt();
                clauses.addAll(part.clauses());
                return;
            }
            if ((long) run.size() * part.exact().size() > MOST_EXACT) {
                interrupt();
            }
            Set<String> longer = new LinkedHashSet<>();
            for (String start : run) {
                for (String end : part.exact()) {
                    longer.add(start + end);
                }
            }
            run = longer;
        }

        /** A part once or more often: what stands before meets its first copy, what follows meets its last. */
        void addRepeated(RequiredLiterals part) {
            add(part);
            if (part.isExact()) {
                interrupt();
                run = part.exact();
            }
        }

        private void interrupt() {
            clauses.addAll(exact(run).asClauses());
            run = Set.of("");
            whole = false;
        }

        RequiredLiterals end() {
            if (whole) {
                return exact(run);
            }
            interrupt();
            return new RequiredLiterals(Set.of(), List.copyOf(clauses));
        }
    }
}
