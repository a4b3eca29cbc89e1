package dev.firn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.registry.SchemaKey;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes with the data needs no more room than it may. */
class BoundsTest {

    @Test
    void theFirstValuesKeepTheirNames() {
        BoundedLabels labels = new BoundedLabels(2);

        assertThat(labels.of("shop")).isEqualTo("shop");
        assertThat(labels.of(null)).isEmpty();
        assertThat(labels.of("x".repeat(101))).isEqualTo("other");
        assertThat(labels.of("blog")).isEqualTo("blog");
        assertThat(labels.of("late")).isEqualTo("other");
        assertThat(labels.of("shop")).isEqualTo("shop");
    }

    @Test
    void whatIsNamedOftenStaysWhateverElseIsNamed() {
        // given
        UnresolvedTally tally = new UnresolvedTally(10);
        SchemaKey often = SchemaKey.of("iglu:com.acme/cart/jsonschema/1-0-0");
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        // when
        for (int i = 0; i < 1_000; i++) {
            tally.add(often, now);
            tally.add(SchemaKey.of("iglu:com.evil/made_up_" + i + "/jsonschema/1-0-0"), now);
        }

        // then
        assertThat(tally.top(20)).hasSize(10);
        assertThat(tally.top(1)).containsExactly(new UnresolvedSchema(often, 1_000, now));
    }

    @Test
    void picksAboutOneOfSoMany() {
        Sampler sampler = new Sampler(16);

        assertThat(IntStream.range(0, 160_000).filter(i -> sampler.picks()).count())
                .isBetween(9_000L, 11_000L);
        assertThat(IntStream.range(0, 100).filter(i -> new Sampler(1).picks()).count())
                .isEqualTo(100);
        assertThatThrownBy(() -> new Sampler(0)).hasMessageContaining("at least one of 1");
    }
}
