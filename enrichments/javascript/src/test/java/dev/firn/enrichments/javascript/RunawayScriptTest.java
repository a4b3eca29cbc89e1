package dev.firn.enrichments.javascript;

import static dev.firn.enrichments.spi.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Results;
import dev.firn.enrichments.timelimit.TimeLimitException;
import dev.firn.serdes.event.AtomicField;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A script that does not end costs its event, and nothing else. */
class RunawayScriptTest {

    /** Waits as deaf as a loop, but costs no processor. */
    public static final class Gate {
        static final CountDownLatch OPEN = new CountDownLatch(1);

        private Gate() {}

        public static void await() {
            boolean open = false;
            while (!open) {
                try {
                    open = OPEN.await(1, TimeUnit.HOURS);
                } catch (InterruptedException e) {
                    open = false;
                }
            }
        }
    }

    private static final String GATE = Gate.class.getName();
    private static final String SCRIPT =
            """
            function process(event) {
                if (event.getApp_id() === 'bad') {
                    Java.type('%s').await();
                }
                event.setPlatform('done');
            }"""
                    .formatted(GATE);

    private static final EventView BAD = event().with(AtomicField.APP_ID, "bad").view();
    private static final EventView GOOD =
            event().with(AtomicField.APP_ID, "good").view();

    @AfterAll
    static void open() {
        Gate.OPEN.countDown();
    }

    @Test
    void failsItsEventInTimeAndNotTheNext() {
        try (Enrichment enrichment = Scripts.enrichment(SCRIPT, "{}", limit("PT1S"))) {
            // when, then
            long start = System.nanoTime();
            assertThatThrownBy(() -> enrichment.enrich(BAD))
                    .isInstanceOf(TimeLimitException.class)
                    .hasMessage("Error during execution of JavaScript function: [no result within PT1S]");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));

            // when, then
            assertThat(Results.columns(enrichment.enrich(GOOD))).isEqualTo(Map.of(AtomicField.PLATFORM, "done"));
        }
    }

    /** Counts how often a script is loaded, and waits where it is told to, for a while. */
    public static final class Slow {
        static final AtomicInteger LOADS = new AtomicInteger();
        static final CountDownLatch OPEN = new CountDownLatch(1);
        static final AtomicReference<Thread> LATE = new AtomicReference<>();

        private Slow() {}

        public static void load() {
            LOADS.incrementAndGet();
        }

        public static void await() {
            LATE.set(Thread.currentThread());
            while (OPEN.getCount() > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    @Test
    void givesItsEngineBackWhenItEndsLate() throws InterruptedException {
        String slow = Slow.class.getName();
        String script =
                "Java.type('%s').load(); function process(event) { if (event.getApp_id() === 'bad') Java.type('%s').await() }"
                        .formatted(slow, slow);
        Map<String, String> settings = Map.of("javascript.time-limit", "PT1S", "javascript.allowed-classes", slow);
        try (Enrichment enrichment = Scripts.enrichment(script, "{}", settings)) {
            // given
            assertThatThrownBy(() -> enrichment.enrich(BAD)).isInstanceOf(TimeLimitException.class);

            // when
            Slow.OPEN.countDown();
            Slow.LATE.get().join();
            enrichment.enrich(GOOD);

            // then
            assertThat(Slow.LOADS).hasValue(1);
        }
    }

    @Test
    void isRefusedWhileTooManyCallsHaveNotEnded() {
        try (Enrichment enrichment = Scripts.enrichment(SCRIPT, "{}", limit("PT0.2S"))) {
            String last = "";
            for (int i = 0; i < 9 && !last.contains("not run"); i++) {
                try {
                    enrichment.enrich(BAD);
                } catch (TimeLimitException e) {
                    last = e.getMessage();
                }
            }
            assertThat(last)
                    .isEqualTo("Error during execution of JavaScript function: [not run: 8 earlier calls have not ended"
                            + " yet]");
        }
    }

    @Test
    void runsWithoutLimitWhenToldSo() {
        try (Enrichment enrichment = Scripts.enrichment(SCRIPT, "{}", limit("PT0S"))) {
            assertThat(Results.columns(enrichment.enrich(GOOD))).isEqualTo(Map.of(AtomicField.PLATFORM, "done"));
        }
    }

    @Test
    void refusesANegativeLimit() {
        assertThatThrownBy(() -> Scripts.enrichment(SCRIPT, "{}", limit("-PT1S")))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("Setting javascript.time-limit is PT-1S; expected a duration such as PT0.5S, or PT0S for no"
                        + " limit");
    }

    private static Map<String, String> limit(String duration) {
        return Map.of("javascript.time-limit", duration, "javascript.allowed-classes", GATE);
    }
}
