package dev.firn.topology.output;

import org.jspecify.annotations.Nullable;

/**
 * A part of a stream, chosen by hash: items with the same text are in or out together, in every run, on every machine, and
 * in every output that samples by the same text; a smaller sample is part of each larger one. See {@link SampleHash}.
 *
 * @param percent of all texts; more than 0, at most 100
 * @param by whose text is hashed. An item without it is sampled by its event id, or by its place when it has none
 */
public record Sample(double percent, @Nullable Value by) {

    public Sample {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "sample = " + percent + ", expected more than 0 and at most 100 percent");
        }
    }

    /** Each event on its own. */
    public static Sample percent(double percent) {
        return new Sample(percent, null);
    }

    public Sample by(Value value) {
        return new Sample(percent, value);
    }
}
