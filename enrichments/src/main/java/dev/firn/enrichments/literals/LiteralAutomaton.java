package dev.firn.enrichments.literals;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which literals of a list occur in a text, by one pass over it, however many literals there are. Immutable and
 * thread-safe.
 *
 * <p>It is the automaton of <a href="https://doi.org/10.1145/360825.360855">Aho and Corasick</a>, made deterministic: for each
 * state a row of next states, one for each class of characters that the literals tell apart. So a character of the text costs
 * two array reads, and memory is about 4 bytes x states x classes; there are at most as many states as the literals have
 * characters.
 */
public final class LiteralAutomaton {

    private static final int ROOT = 0;
    private static final int NONE = -1;
    private static final int[] NO_LITERALS = {};

    /** Of each character up to the highest one in a literal; class 0 is every character that no literal has. */
    private final char[] classes;

    private final int classCount;
    /** Next state of state and class, at {@code state * classCount + class}. */
    private final int[] next;
    /** The literals that end in a state. */
    private final int[][] ends;
    /** The nearest state where a literal ends, at or after a state by suffix links; {@link #NONE} when there is none. */
    private final int[] nearestEnd;
    /** The same, strictly after the state. */
    private final int[] furtherEnd;

    private LiteralAutomaton(List<String> literals, char[] classes, int classCount) {
        this.classes = classes;
        this.classCount = classCount;
        Trie trie = new Trie(literals);
        next = Arrays.copyOf(trie.children, trie.states * classCount);
        ends = Arrays.copyOf(trie.ends, trie.states);
        nearestEnd = new int[trie.states];
        furtherEnd = new int[trie.states];
        link();
    }

    /** @param literals to be found as they are; they are known by their places in the list, and may repeat */
    public static LiteralAutomaton of(List<String> literals) {
        return create(literals, false);
    }

    /** One that takes ASCII letters of both cases for the same, in literals and texts. */
    public static LiteralAutomaton ignoringAsciiCase(List<String> literals) {
        return create(literals, true);
    }

    private static LiteralAutomaton create(List<String> literals, boolean ignoreCase) {
        int highest = literals.stream().flatMapToInt(String::chars).max().orElse(0);
        char[] classes = new char[Math.max(highest + 1, 128)];
        int count = 1;
        for (String literal : literals) {
            for (int i = 0; i < literal.length(); i++) {
                char c = literal.charAt(i);
                if (classes[c] == 0) {
                    classes[c] = (char) count++;
                    if (ignoreCase && isAsciiLetter(c)) {
                        classes[c ^ 0x20] = classes[c];
                    }
                }
            }
        }
        return new LiteralAutomaton(literals, classes, count);
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** The places in the list of all literals that the text contains; a new set. */
    public BitSet findAll(String text) {
        BitSet found = new BitSet();
        collect(ROOT, found);
        int state = ROOT;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            state = c < classes.length ? next[state * classCount + classes[c]] : ROOT;
            if (nearestEnd[state] != NONE) {
                collect(nearestEnd[state], found);
            }
        }
        return found;
    }

    /** A state that was collected before brings nothing new, and neither do those after it; so the total is bounded. */
    private void collect(int end, BitSet found) {
        for (int state = end; state != NONE; state = furtherEnd[state]) {
            int[] literals = ends[state];
            if (literals.length == 0 || found.get(literals[0])) {
                return;
            }
            for (int literal : literals) {
                found.set(literal);
            }
        }
    }

    /** Breadth first, so that what a state falls back to is done before it: fills the gaps in the rows and links the ends. */
    private void link() {
        int[] fallback = new int[nearestEnd.length];
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        queue.add(ROOT);
        while (!queue.isEmpty()) {
            int state = queue.remove();
            // Empty literals are collected before the text begins, so the root is never an end on the way.
            furtherEnd[state] = state == ROOT ? NONE : nearestEnd[fallback[state]];
            nearestEnd[state] = state != ROOT && ends[state].length > 0 ? state : furtherEnd[state];
            for (int row = state * classCount, c = 0; c < classCount; c++) {
                int child = next[row + c];
                int suffix = state == ROOT ? ROOT : next[fallback[state] * classCount + c];
                if (child == NONE) {
                    next[row + c] = suffix;
                } else {
                    fallback[child] = suffix;
                    queue.add(child);
                }
            }
        }
    }

    /** The tree of all literals, in arrays that grow. */
    private final class Trie {
        private int[] children = new int[classCount * 64];
        private int[][] ends = new int[64][];
        private int states;

        Trie(List<String> literals) {
            add();
            for (int i = 0; i < literals.size(); i++) {
                int state = ROOT;
                String literal = literals.get(i);
                for (int k = 0; k < literal.length(); k++) {
                    int slot = state * classCount + classes[literal.charAt(k)];
                    if (children[slot] == NONE) {
                        int child = add();
                        children[slot] = child;
                    }
                    state = children[slot];
                }
                int[] more = Arrays.copyOf(ends[state], ends[state].length + 1);
                more[more.length - 1] = i;
                ends[state] = more;
            }
        }

        private int add() {
            if (states == ends.length) {
                ends = Arrays.copyOf(ends, states * 2);
                children = Arrays.copyOf(children, classCount * states * 2);
            }
            Arrays.fill(children, states * classCount, (states + 1) * classCount, NONE);
            ends[states] = NO_LITERALS;
            return states++;
        }
    }
}
