package dev.firn.enrichments.weather;

import dev.firn.registry.SelfDescribingJson;
import java.time.Duration;
import java.util.List;

/** What is known of the weather of a place on a day. */
sealed interface Weather {

    /**
     * Records of the service, at least one, in its order.
     *
     * @param seconds when each was taken, since the epoch
     * @param contexts each as a context; shared, so not to be changed
     */
    record Known(List<Long> seconds, List<SelfDescribingJson> contexts) implements Weather {

        /** The one nearest in time; the first of several that are equally near. */
        SelfDescribingJson nearestTo(long epochSecond) {
            int nearest = 0;
            long least = Long.MAX_VALUE;
            for (int i = 0; i < contexts.size(); i++) {
                long distance = Math.abs(seconds.get(i) - epochSecond);
                if (distance < least) {
                    nearest = i;
                    least = distance;
                }
            }
            return contexts.get(nearest);
        }
    }

    /**
     * Nothing.
     *
     * @param error text of the failure, without secrets
     * @param retryAfter how long to go without asking again
     */
    record Unknown(String error, Duration retryAfter) implements Weather {}
}
