package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.firn.e2e.PromQl.Use;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker is checked: what it overlooked, nobody would find. */
class PromQlTest {

    @Test
    void findsNamesWithTheLabelsOfMatchersAndGroupings() {
        assertThat(
                        PromQl.uses(
                                "histogram_quantile(0.99, sum by (le, pod) (rate(a_seconds_bucket{app=~\"x{y\", b!=\"c\"}[5m])))"))
                .containsExactly(new Use("a_seconds_bucket", Set.of("app", "b", "le", "pod")));
        assertThat(PromQl.uses("sum(rate(a_total[$__rate_interval])) / (sum(b) + max by (x) (c)) > 0.05"))
                .containsExactly(new Use("a_total", Set.of()), new Use("b", Set.of()), new Use("c", Set.of("x")));
    }

    @Test
    void findsWhatVectorMatchingNeedsOnBothSides() {
        assertThat(PromQl.uses("a > 1 and on (pod, asset) b{result=\"unchanged\"} > 0"))
                .containsExactly(new Use("a", Set.of("asset", "pod")), new Use("b", Set.of("asset", "pod", "result")));
    }

    @Test
    void readsSubqueriesAndOffsets() {
        assertThat(PromQl.uses("deriv(sum by (app) (lag)[15m:1m]) > 0 or topk(10, lag offset 5m)"))
                .containsExactly(new Use("lag", Set.of("app")), new Use("lag", Set.of()));
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThatIllegalArgumentException().isThrownBy(() -> PromQl.uses("sum(a"));
        assertThatIllegalArgumentException().isThrownBy(() -> PromQl.uses("sum(a))"));
        assertThatIllegalArgumentException().isThrownBy(() -> PromQl.uses("sum without (a) (b)"));
    }
}
