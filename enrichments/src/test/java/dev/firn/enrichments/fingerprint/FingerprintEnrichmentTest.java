package dev.firn.enrichments.fingerprint;

import static dev.firn.enrichments.spi.EventFixture.event;
import static dev.firn.serdes.event.AtomicField.EVENT_FINGERPRINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Results;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintEnrichmentTest extends EnrichmentContract {

    @Override
    protected Enrichment enrichment() {
        return fingerprint("SHA256", "\"stm\"");
    }

    /** The values were computed by another implementation of the hashes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            MD5    | stm=1000000000000,e=se,se_ac=buy | 6829c2021516783f1ef03a9e9736ac77
            MD5    | stm=9999999999999,e=se,se_ac=buy | 6829c2021516783f1ef03a9e9736ac77
            MD5    | e=se,se_ac=action,se_ca=category,se_pr=property | d9da320fae80dbf250856b9c17bbd37f
            MD5    | se_pr=property,se_ca=category,e=se,se_ac=action | d9da320fae80dbf250856b9c17bbd37f
            SHA1   | e=se,se_ac=action | 58a97ad55d9f45ded28e1150d28b8209be8c4d43
            SHA256 | e=se,se_ac=action | a4619ad319d59f8de8272c5714c774f77600c6c869e2d549b58913dc57d7dfb3
            SHA384 | e=se,se_ac=action | f08017ab640d85443a49d9333ed19c3b02992ba3c6adc9631cdd1f27e52b4dfe8e75338bcf4c8c7bcea5c1a40a16dd38
            SHA512 | e=se,se_ac=action | 51e09aca660830b45cd561051163d15b45aea428546d83ac26b677a485f3d4b78c5b6e1b28a5ba1eb3f2c00b7b81ff7662c009fc171dc3c140f118577ff4f347
            MD5    | prefix=suffix | d212b3e0f5b8dc84c571d9f3399b129f
            MD5    | prefixsuffix= | 963b6c2fad78b411ea27974fbec7a367
            MD5    | Z=1,a=2,e=pv,url=http://example.com/?q=a&b | 4bbbed7fd297569cb7d43076b8afcd08
            MD5    | e=pv,page=Prix € | a86665ac089ea1a79d09595d70fefbfa
            MD5    | stm=1 | d41d8cd98f00b204e9800998ecf8427e
            """)
    void hashesSortedParameters(String algorithm, String parameters, String expected) {
        // given
        Enrichment enrichment = fingerprint(algorithm, "\"stm\"");
        EventFixture event = event();
        for (String pair : parameters.split(",", -1)) {
            event.parameter(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        // when, then
        assertThat(hash(enrichment, event.view())).isEqualTo(expected);
    }

    @Test
    void leavesOutParametersWithoutAValue() {
        Enrichment enrichment = fingerprint("MD5", "");
        EventView without = event().parameter("e", "pv").view();
        EventView withNull = event().parameter("e", "pv").parameter("a", null).view();
        EventView withEmpty = event().parameter("e", "pv").parameter("a", "").view();
        assertThat(hash(enrichment, withNull))
                .isEqualTo(hash(enrichment, without))
                .isNotEqualTo(hash(enrichment, withEmpty));
    }

    @Test
    void doesNotDependOnHeadersOrColumns() {
        Enrichment enrichment = fingerprint("MD5", "");
        EventView plain = event().parameter("e", "pv").view();
        EventView other = event().parameter("e", "pv")
                .header("Cookie: sp=1")
                .with(EVENT_FINGERPRINT, "earlier")
                .view();
        assertThat(hash(enrichment, other)).isEqualTo(hash(enrichment, plain));
    }

    @Test
    void doesNotDependOnTheOrderOfParameters() {
        // given
        long seed = 42;
        Random random = new Random(seed);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            order.add(i);
        }
        Set<Object> hashes = new HashSet<>();
        // when
        for (int round = 0; round < 50; round++) {
            Collections.shuffle(order, random);
            EventFixture event = event();
            order.forEach(i -> event.parameter("p" + i, "v" + i));
            hashes.add(hash(fingerprint("MD5", ""), event.view()));
        }
        // then
        assertThat(hashes).as("seed %d", seed).hasSize(1);
    }

    @Test
    void keepsThreadsApart() throws Exception {
        // given
        Enrichment enrichment = fingerprint("MD5", "");
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Set<String> wrong = ConcurrentHashMap.newKeySet();
        CountDownLatch start = new CountDownLatch(1);
        // when
        for (int t = 0; t < threads; t++) {
            EventView event = event().parameter("e", "se")
                    .parameter("n", "x".repeat(t * 1000))
                    .view();
            Object expected = hash(enrichment, event);
            pool.execute(() -> {
                awaitUnchecked(start);
                for (int i = 0; i < 2000; i++) {
                    if (!hash(enrichment, event).equals(expected)) {
                        wrong.add(String.valueOf(expected));
                    }
                }
            });
        }
        start.countDown();
        pool.shutdown();
        // then
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).isEmpty();
    }

    @Test
    void refusesAnUnknownAlgorithm() {
        assertThatThrownBy(() -> fingerprint("MURMUR3", ""))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith("[MURMUR3] is not a supported event fingerprint generation algorithm")
                .hasMessageContaining("parameters.hashAlgorithm");
    }

    private static Enrichment fingerprint(String algorithm, String excluded) {
        return Configs.create(
                new FingerprintFactory(),
                """
                {"hashAlgorithm": "%s", "excludeParameters": [%s]}"""
                        .formatted(algorithm, excluded));
    }

    private static Object hash(Enrichment enrichment, EventView event) {
        return Results.columns(enrichment.enrich(event)).get(EVENT_FINGERPRINT);
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
