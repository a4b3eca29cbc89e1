package dev.firn.enrichments.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final Circuit circuit = new Circuit(3, Duration.ofSeconds(10), () -> now);

    @Test
    void opensAfterFailuresInARow() {
        fail(2);
        circuit.answered();
        fail(2);
        assertThat(circuit.mayAsk()).isTrue();
        fail(1);
        assertThat(circuit.mayAsk()).isFalse();
    }

    @Test
    void letsOneTryAfterThePause() {
        fail(3);
        now = now.plusSeconds(10);
        assertThat(circuit.mayAsk()).isTrue();
        assertThat(circuit.mayAsk()).as("a second one").isFalse();
        circuit.answered();
        assertThat(circuit.mayAsk()).isTrue();
        assertThat(circuit.mayAsk()).isTrue();
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepItOpen() {
        fail(3);
        now = now.minusSeconds(3600);
        assertThat(circuit.mayAsk()).isTrue();
        assertThat(circuit.mayAsk()).isFalse();
    }

    @Test
    void staysOpenWhenTheTryFails() {
        fail(3);
        now = now.plusSeconds(10);
        assertThat(circuit.mayAsk()).isTrue();
        now = now.plusSeconds(3);
        circuit.failed();
        now = now.plusSeconds(9);
        assertThat(circuit.mayAsk()).isFalse();
        now = now.plusSeconds(1);
        assertThat(circuit.mayAsk()).isTrue();
    }

    @Test
    void letsAnotherTryWhenTheFirstTellsNothing() {
        fail(3);
        now = now.plusSeconds(10);
        assertThat(circuit.mayAsk()).isTrue();
        now = now.plusSeconds(10);
        assertThat(circuit.mayAsk()).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            circuit.failed();
        }
    }
}
