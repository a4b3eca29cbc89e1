package dev.firn.enrichments.uaparser;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a text must contain to match a regular expression, where ASCII letters of both cases are the same.
 *
 * @param exact all texts that the expression matches, as long as these are known and few
 * @param starts of which each match begins with one; empty when nothing is known. None is empty or begins with another
 * @param clauses of which each must be met, by at least one of its literals; no literal is empty
 */
record RequiredLiterals(Set<String> exact, Set<String> starts, List<Set<String>> clauses) {

    static final RequiredLiterals UNKNOWN = new RequiredLiterals(Set.of(), Set.of(), List.of());
    /** Matches nothing but the empty text, such as {@code ^}. */
    static final RequiredLiterals EMPTY = exact(Set.of(""));

    /** More texts than these are not multiplied out. */
    private static final int MOST_EXACT = 400;

    /** Longer literals are cut, which only makes them easier to meet. */
    private static final int LONGEST = 24;

    static RequiredLiterals exact(Set<String> texts) {
        if (texts.isEmpty() || texts.size() > MOST_EXACT) {
            return UNKNOWN;
        }
        if (texts.contains("")) {
            return new RequiredLiterals(texts, Set.of(), List.of());
        }
        return new RequiredLiterals(texts, least(texts, String::startsWith), List.of(least(texts, String::contains)));
    }

    /** Cuts long texts, and takes those out that have another one in them, as they say nothing more. */
    private static Set<String> least(Set<String> texts, BiPredicate<String, String> has) {
        Set<String> cut = new LinkedHashSet<>();
        texts.forEach(text -> cut.add(text.length() > LONGEST ? text.substring(0, LONGEST) : text));
        Set<String> least = new LinkedHashSet<>(cut);
        least.removeIf(text -> cut.stream().anyMatch(other -> !other.equals(text) && has.test(text, other)));
        return least;
    }

    boolean isExact() {
        return !exact.isEmpty();
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
        Set<String> starts = new LinkedHashSet<>();
        for (RequiredLiterals branch : branches) {
            if (branch.clauses.isEmpty()) {
                return UNKNOWN;
            }
            any.addAll(Selectivity.best(branch.clauses));
            starts.addAll(branch.starts);
        }
        boolean startsKnown = branches.stream().noneMatch(branch -> branch.starts.isEmpty());
        return new RequiredLiterals(
                Set.of(),
                startsKnown ? least(starts, String::startsWith) : Set.of(),
                List.of(least(any, String::contains)));
    }

    /** Puts the parts of a sequence together; texts that are known and adjacent become longer ones. */
    static final class Sequence {
        private final List<Set<String>> clauses = new ArrayList<>();
        /** All texts that the parts since the last unknown one may match. */
        private Set<String> run = EMPTY.exact();
        /** Null until the first part that is not exact. */
        private @Nullable Set<String> starts;

        void add(RequiredLiterals part) {
            if (!part.isExact()) {
                interrupt(part.starts());
                clauses.addAll(part.clauses());
                return;
            }
            if ((long) run.size() * part.exact().size() > MOST_EXACT) {
                interrupt(part.starts());
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
                interrupt(Set.of());
                run = part.exact();
            }
        }

        /** @param next what the part that interrupts starts with */
        private void interrupt(Set<String> next) {
            RequiredLiterals before = exact(run);
            if (starts == null) {
                starts = run.equals(EMPTY.exact()) ? next : before.starts();
            }
            clauses.addAll(before.clauses());
            run = EMPTY.exact();
        }

        RequiredLiterals end() {
            if (starts == null) {
                return exact(run);
            }
            interrupt(Set.of());
            return new RequiredLiterals(Set.of(), starts, List.copyOf(clauses));
        }
    }
}
