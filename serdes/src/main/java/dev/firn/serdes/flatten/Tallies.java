package dev.firn.serdes.flatten;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How often each {@link Tally} occurred. Immutable. */
public final class Tallies {

    private static final int SIZE = Tally.values().length;
    private static final Tallies NONE = new Tallies(new int[SIZE]);

    private final int[] counts;

    private Tallies(int[] counts) {
        this.counts = counts;
    }

    /** Nothing occurred. */
    public static Tallies none() {
        return NONE;
    }

    public int count(Tally tally) {
        return counts[tally.ordinal()];
    }

    /** Nothing was counted at all. */
    public boolean isNone() {
        return this == NONE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tallies that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    /** What occurred, such as {@code {collisions=1}}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (Tally tally : Tally.values()) {
            if (count(tally) > 0) {
                text.append(text.length() == 1 ? "" : ", ")
                        .append(tally.label())
                        .append('=')
                        .append(count(tally));
            }
        }
        return text.append('}').toString();
    }

    /** Counts. Not thread-safe. */
    static final class Counting {
        private int @Nullable [] counts;

        void add(Tally tally, int more) {
            int[] known = counts;
            if (known == null) {
                known = new int[SIZE];
                counts = known;
            }
            known[tally.ordinal()] += more;
        }

        Tallies total() {
            int[] known = counts;
            return known == null ? NONE : new Tallies(known.clone());
        }
    }
}
