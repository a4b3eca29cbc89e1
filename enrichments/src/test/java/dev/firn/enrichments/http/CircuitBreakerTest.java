package dev.firn.enrichments.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.http.CircuitBreaker.Permission;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitBreakerTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private Instant now = START;
    private final CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofSeconds(10), () -> now);

    /** Letters: f a call fails, s succeeds, a is given up, digits: seconds pass; then what the next call gets. */
    @ParameterizedTest
    @CsvSource({
        "'',        ORDINARY",
        "ff,        ORDINARY",
        "fff,       REFUSED",
        "ffsff,     ORDINARY",
        "ffsfff,    REFUSED",
        "ffaf,      REFUSED",
        "fff9,      REFUSED",
        "fff91,     TRIAL",
        "fff91f,    REFUSED",
        "fff91f91,  TRIAL",
        "fff91s,    ORDINARY",
        "fff91sff,  ORDINARY",
        "fff91sfff, REFUSED",
        "fff91a,    TRIAL"
    })
    void opensPausesAndTries(String history, Permission next) {
        history.chars().forEach(this::play);
        assertThat(breaker.refuses()).isEqualTo(next == Permission.REFUSED);
        assertThat(breaker.ask()).isEqualTo(next);
    }

    private void play(int step) {
        switch (step) {
            case 'f' -> breaker.failed(breaker.ask());
            case 's' -> breaker.succeeded(breaker.ask());
            case 'a' -> breaker.abandoned(breaker.ask());
            default -> now = now.plusSeconds(step - '0');
        }
    }

    @Test
    void triesOneCallAtATime() {
        "fff91".chars().forEach(this::play);
        assertThat(breaker.ask()).isEqualTo(Permission.TRIAL);
        assertThat(breaker.refuses()).isTrue();
        assertThat(breaker.ask()).isEqualTo(Permission.REFUSED);
    }

    @Test
    void callsFromBeforeTheOpeningHaveNoSay() {
        // given
        Permission slowFailure = breaker.ask();
        Permission slowSuccess = breaker.ask();
        "fff9".chars().forEach(this::play);
        // when
        breaker.failed(slowFailure);
        breaker.succeeded(slowSuccess);
        // then
        assertThat(breaker.ask()).isEqualTo(Permission.REFUSED);
        play('1');
        assertThat(breaker.ask()).isEqualTo(Permission.TRIAL);
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepItOpen() {
        "fff".chars().forEach(this::play);
        now = START.minusSeconds(3600);
        assertThat(breaker.ask()).isEqualTo(Permission.TRIAL);
    }
}
