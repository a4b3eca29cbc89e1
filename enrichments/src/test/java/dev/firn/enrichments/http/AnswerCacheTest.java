package dev.firn.enrichments.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.CacheListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final AtomicInteger asked = new AtomicInteger();
    private final AnswerCache<String, String> cache =
            new AnswerCache<>(10, AnswerCacheTest::lifetime, () -> now, CacheListener.NONE);

    private static Duration lifetime(String value) {
        return switch (value.charAt(0)) {
            case 'e' -> Duration.ofSeconds(60);
            case 'c' -> Duration.ZERO;
            default -> AnswerCache.FOREVER;
        };
    }

    private String get(String key, String fresh) {
        return cache.get(key, () -> {
            asked.incrementAndGet();
            return fresh;
        });
    }

    @Test
    void keepsGoodAnswers() {
        assertThat(get("a", "v1")).isEqualTo("v1");
        now = now.plus(Duration.ofDays(1000));
        assertThat(get("a", "v2")).isEqualTo("v1");
        assertThat(asked).hasValue(1);
    }

    @Test
    void keepsErrorsForTheirTime() {
        assertThat(get("a", "e1")).isEqualTo("e1");
        now = now.plusSeconds(59);
        assertThat(get("a", "v1")).isEqualTo("e1");
        now = now.plusSeconds(1);
        assertThat(get("a", "v1")).isEqualTo("v1");
    }

    @Test
    void keepsNothingThatDoesNotDeserveIt() {
        assertThat(get("a", "c1")).isEqualTo("c1");
        assertThat(get("a", "v1")).isEqualTo("v1");
    }

    @Test
    void threadsThatMissTheSameKeyAskOnce() throws Exception {
        // given
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            results.add(threads.submit(() -> cache.get("a", () -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return "v" + asked.incrementAndGet();
            })));
        }
        // when
        go.countDown();
        // then
        for (Future<String> result : results) {
            assertThat(result.get()).isEqualTo("v1");
        }
        threads.shutdownNow();
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatTheWorkThrowsIsThrownAndNotKept() {
        assertThatThrownBy(() -> cache.get("a", () -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bug");
        assertThat(get("a", "v1")).isEqualTo("v1");
    }
}
