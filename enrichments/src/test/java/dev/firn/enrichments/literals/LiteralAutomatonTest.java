package dev.firn.enrichments.literals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiteralAutomatonTest {

    private static final long SEED = 20260103L;

    @Test
    void findsLiteralsThatOverlapAndContainEachOther() {
        LiteralAutomaton automaton = LiteralAutomaton.of(List.of("he", "she", "his", "hers", "e", "ushers!"));
        assertThat(automaton.findAll("ushers")).isEqualTo(places(0, 1, 3, 4));
    }

    @Test
    void findsAnEmptyLiteralInEveryText() {
        LiteralAutomaton automaton = LiteralAutomaton.of(List.of("", "a"));
        assertThat(automaton.findAll("")).isEqualTo(places(0));
        assertThat(automaton.findAll("ba")).isEqualTo(places(0, 1));
    }

    @Test
    void findsNothingWithoutLiterals() {
        assertThat(LiteralAutomaton.of(List.of()).findAll("any\uD83D\uDE00")).isEqualTo(places());
    }

    @Test
    void findsAllPlacesOfARepeatedLiteral() {
        assertThat(LiteralAutomaton.of(List.of("a", "b", "a")).findAll("a")).isEqualTo(places(0, 2));
    }

    @Test
    void ignoresTheCaseOfAsciiLettersOnly() {
        LiteralAutomaton automaton = LiteralAutomaton.ignoringAsciiCase(List.of("Bot/[", "k", "\u00e9"));
        assertThat(automaton.findAll("bOT/[")).isEqualTo(places(0));
        assertThat(automaton.findAll("bot/{")).isEqualTo(places());
        assertThat(automaton.findAll("\u212a \u00c9")).isEqualTo(places());
        assertThat(automaton.findAll("K \u00e9")).isEqualTo(places(1, 2));
    }

    @Test
    void startsAnewAfterCharactersThatNoLiteralHas() {
        LiteralAutomaton automaton = LiteralAutomaton.of(List.of("ab", "\u20ac"));
        assertThat(automaton.findAll("a\uFFFFb a\u0001b")).isEqualTo(places());
        assertThat(automaton.findAll("\uFFFFab\u20ac")).isEqualTo(places(0, 1));
    }

    @Test
    void findsWhatAPlainSearchFinds() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            // given
            List<String> literals = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                literals.add(text(random, 5));
            }
            boolean ignoreCase = random.nextBoolean();
            LiteralAutomaton automaton =
                    ignoreCase ? LiteralAutomaton.ignoringAsciiCase(literals) : LiteralAutomaton.of(literals);
            String text = text(random, 40);
            // when
            BitSet found = automaton.findAll(text);
            // then
            BitSet expected = new BitSet();
            for (int i = 0; i < literals.size(); i++) {
                expected.set(i, folded(text, ignoreCase).contains(folded(literals.get(i), ignoreCase)));
            }
            assertThat(found)
                    .as("seed %s, round %s: %s in %s", SEED, round, literals, text)
                    .isEqualTo(expected);
        }
    }

    private static String folded(String text, boolean ignoreCase) {
        return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append("abAB-\u0003".charAt(random.nextInt(6)));
        }
        return text.toString();
    }

    private static BitSet places(int... places) {
        BitSet set = new BitSet();
        for (int place : places) {
            set.set(place);
        }
        return set;
    }
}
