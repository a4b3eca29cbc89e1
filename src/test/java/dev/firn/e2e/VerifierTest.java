package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge judged: each kind of fault is counted as what it is. */
class VerifierTest {

    /** Letters are results in the order of their source; a capital is one with other bytes; x and y come from nowhere. */
    @ParameterizedTest
    @CsvSource({
        // found, lost, doubled, altered, foreign, outOfOrder
        "abcd, 0, 0, 0, 0, 0",
        "abc, 1, 0, 0, 0, 0",
        "'', 4, 0, 0, 0, 0",
        "abcdd, 0, 1, 0, 0, 0",
        "abcdabcd, 0, 4, 0, 0, 0",
        "abCd, 0, 0, 1, 0, 0",
        "abcCd, 0, 1, 0, 0, 0",
        "abCCd, 0, 1, 1, 0, 0",
        "abcdx, 0, 0, 0, 1, 0",
        "xyab, 2, 0, 0, 2, 0",
        "bacd, 0, 0, 0, 0, 1",
        "dcba, 0, 0, 0, 0, 3",
        "cabd, 0, 0, 0, 0, 1",
        "aaBx, 2, 1, 1, 1, 0",
    })
    void countsWhatIsWrong(String found, long lost, long doubled, long altered, long foreign, long outOfOrder) {
        // given
        Verifier verifier = new Verifier();
        expect(verifier, 0, "abcd");

        // when
        find(verifier, "good/0", found);
        Verdict verdict = verifier.verdict();

        // then
        assertThat(List.of(
                        verdict.lost(), verdict.doubled(), verdict.altered(), verdict.foreign(), verdict.outOfOrder()))
                .as(verdict.toString())
                .containsExactly(lost, doubled, altered, foreign, outOfOrder);
        assertThat(verdict.exactlyOnce()).isEqualTo(found.equals("abcd"));
        assertThat(verdict.expected()).isEqualTo(4);
        assertThat(verdict.found()).isEqualTo(found.length());
    }

    @Test
    void looksAtTheOrderOfEachInputPartitionByItself() {
        // given
        Verifier verifier = new Verifier();
        expect(verifier, 0, "abc");
        expect(verifier, 1, "def");

        // when
        find(verifier, "good/0", "daebfc");

        // then
        assertThat(verifier.verdict().exactlyOnce()).isTrue();
    }

    @Test
    void promisesNoOrderBetweenOutputPartitions() {
        // given
        Verifier verifier = new Verifier();
        expect(verifier, 0, "abcd");

        // when
        find(verifier, "good/1", "bd");
        find(verifier, "good/0", "ac");

        // then
        assertThat(verifier.verdict().exactlyOnce()).isTrue();
    }

    @Test
    void acceptsEqualResultsAsOftenAsTheyAreExpected() {
        // given
        Verifier verifier = new Verifier();
        expect(verifier, 0, "aa");

        // when
        find(verifier, "good/0", "aaa");

        // then
        assertThat(verifier.verdict().doubled()).isEqualTo(1);
        assertThat(verifier.verdict().lost()).isZero();
    }

    @Test
    void showsWhatItFound() {
        // given
        Verifier verifier = new Verifier();
        expect(verifier, 0, "abc");

        // when
        find(verifier, "good/0", "aBx");

        // then
        assertThat(verifier.verdict().examples())
                .anySatisfy(example -> assertThat(example).startsWith("lost: c / Source"))
                .anySatisfy(example -> assertThat(example).startsWith("altered: b / expected b / B"))
                .anySatisfy(example -> assertThat(example).startsWith("foreign: good/0 / x"));
    }

    private static void expect(Verifier verifier, int partition, String results) {
        for (int i = 0; i < results.length(); i++) {
            String one = results.substring(i, i + 1);
            verifier.expect(new Source(partition, i, 0), new Result(one, one));
        }
    }

    private static void find(Verifier verifier, String place, String results) {
        results.chars()
                .mapToObj(Character::toString)
                .forEach(one -> verifier.found(place, new Result(one.toLowerCase(Locale.ROOT), one)));
    }
}
