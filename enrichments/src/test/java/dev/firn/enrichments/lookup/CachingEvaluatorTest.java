package dev.firn.enrichments.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.spi.CacheListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachingEvaluatorTest {

    private long millis;
    private int calls;

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 v1, 4 v2                | v1 v1
            0 !e1, 1 v2               | !e1 !e1
            0 v1, 20 v2               | v1 v1
            0 v1, 21 v2               | v1 v2
            0 v1, 21 !e1, 24 v2       | v1 v1 v2
            0 v1, 21 !e1, 23 v2       | v1 v1 v1
            0 v1, 21 !e1, 24 !e2, 27 v3 | v1 v1 v1 v3
            0 !e1, 3 !e2              | !e1 !e2
            0 !e1, 3 v2               | !e1 v2
            0 ~c1, 0 v1               | ~c1 v1
            0 v1, 21 ~c1, 21 v2       | v1 v1 v2
            """)
    void remembersValuesLongerThanErrors(String asked, String given) {
        // a value lives for 20 seconds and an error for 2
        assertThat(run(new CachingEvaluator<>(10, Duration.ofSeconds(20), this::now, CacheListener.NONE), asked))
                .isEqualTo(given);
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 v1, 5 v2              | v1 v1
            0 v1, 6 v2              | v1 v2
            0 !e1, 1 v2             | !e1 v2
            0 !e1, 0.9 v2           | !e1 !e1
            0.9 v1, 5.9 v2          | v1 v1
            0.9 v1, 6 v2            | v1 v2
            0 v1, 6 !e1, 9 v2       | v1 v1 v2
            """)
    void countsWholeSeconds(String asked, String given) {
        // a tenth of 5 seconds is none
        assertThat(run(new CachingEvaluator<>(10, Duration.ofSeconds(5), this::now, CacheListener.NONE), asked))
                .isEqualTo(given);
    }

    @Test
    void remembersNothingWithoutRoom() {
        CachingEvaluator<String, String> cache =
                new CachingEvaluator<>(0, Duration.ofSeconds(60), this::now, CacheListener.NONE);
        assertThat(run(cache, "0 v1, 0 v2, 0 !e1, 0 v3")).isEqualTo("v1 v2 !e1 v3");
    }

    @Test
    void keepsNoMoreAnswersThanItHasRoomFor() {
        // given
        CachingEvaluator<Integer, String> cache =
                new CachingEvaluator<>(100, Duration.ofSeconds(60), this::now, CacheListener.NONE);
        // when
        for (int round = 0; round < 2; round++) {
            for (int key = 0; key < 1000; key++) {
                cache.get(key, k -> {
                    calls++;
                    return Answer.ok("v" + k);
                });
            }
        }
        // then
        assertThat(calls).isGreaterThanOrEqualTo(1900);
    }

    @Test
    void asksOncePerKey() {
        CachingEvaluator<Object, String> cache =
                new CachingEvaluator<>(10, Duration.ofSeconds(60), this::now, CacheListener.NONE);
        assertThat(cache.get(1, k -> Answer.ok("number"))).isEqualTo(Answer.ok("number"));
        assertThat(cache.get("1", k -> Answer.ok("text"))).isEqualTo(Answer.ok("text"));
        assertThat(cache.get(1, k -> Answer.ok("other"))).isEqualTo(Answer.ok("number"));
    }

    private String run(CachingEvaluator<String, String> cache, String asked) {
        List<String> given = new ArrayList<>();
        for (String question : asked.split(", ")) {
            String[] parts = question.split(" ");
            millis = (long) (Double.parseDouble(parts[0]) * 1000);
            given.add(text(cache.get("key", key -> answer(parts[1]))));
        }
        return String.join(" ", given);
    }

    private static Answer<String> answer(String text) {
        return switch (text.charAt(0)) {
            case '!' -> Answer.error(text);
            case '~' -> Answer.passing(text);
            default -> Answer.ok(text);
        };
    }

    private static String text(Answer<String> answer) {
        return answer instanceof Answer.Ok<String> ok
                ? ok.value()
                : ((Answer.Error<String>) answer).texts().get(0);
    }

    private Instant now() {
        return Instant.ofEpochMilli(1_767_323_045_000L + millis);
    }
}
