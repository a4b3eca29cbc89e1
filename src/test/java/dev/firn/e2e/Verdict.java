package dev.firn.e2e;

import java.util.List;

/**
 * What was found. All counts but the first two are zero after a run that was exactly once.
 *
 * @param expected results of the fault-free run
 * @param found results that were committed
 * @param lost expected and not there
 * @param doubled there more often than expected
 * @param altered there with other bytes than expected
 * @param foreign there and never expected
 * @param outOfOrder after a result of the same input partition that should come later
 * @param examples a few findings in words
 */
public record Verdict(
        long expected,
        long found,
        long lost,
        long doubled,
        long altered,
        long foreign,
        long outOfOrder,
        List<String> examples) {

    public Verdict {
        examples = List.copyOf(examples);
    }

    boolean exactlyOnce() {
        return lost + doubled + altered + foreign + outOfOrder == 0 && expected == found;
    }

    @Override
    public String toString() {
        return "expected=" + expected + " found=" + found + " lost=" + lost + " doubled=" + doubled + " altered="
                + altered + " foreign=" + foreign + " outOfOrder=" + outOfOrder
                + (examples.isEmpty() ? "" : "\n  " + String.join("\n  ", examples));
    }
}
