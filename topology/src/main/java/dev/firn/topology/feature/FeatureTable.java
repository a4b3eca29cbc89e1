package dev.firn.topology.feature;

import java.time.Duration;

/** How the features of a topic are held, and which of a key's values an event gets. */
public sealed interface FeatureTable {

    /**
     * Every instance holds all features; events stay where they are. For small tables: start-up waits until all of it is
     * there, and an event gets the value that its instance has just then.
     */
    record Global() implements FeatureTable {}

    /**
     * Each partition of the topic is held once, and events travel to where their feature is. An event gets the value that
     * is the newest when it arrives there; both sides are read in the order of their timestamps, as far as they are at hand.
     */
    record Partitioned() implements FeatureTable {}

    /**
     * As {@link Partitioned}, with the values of the past: an event gets the one that was valid at its own time.
     *
     * @param history how far back, behind the newest feature, values are kept and late ones are put in their place
     * @param grace how long every event is held back for features that come late, {@link Duration#ZERO} for not at all;
     *     not longer than the history. Measured as the time of {@link Wait} is
     */
    record AsOf(Duration history, Duration grace) implements FeatureTable {

        private static final Duration LONGEST = Duration.ofDays(400);

        public AsOf {
            if (history.compareTo(Duration.ofSeconds(1)) < 0 || history.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("history = " + history + ", expected one second to 400 days");
            }
            if (grace.isNegative() || grace.compareTo(history) > 0) {
                throw new IllegalArgumentException(
                        "grace = " + grace + ", expected no more than the history, which is " + history);
            }
        }
    }
}
