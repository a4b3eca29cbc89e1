package dev.firn.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what comes with the data from making a time series each: the first so many values keep their names, all others are
 * {@value #OTHER}. Thread-safe.
 */
final class BoundedLabels {

    static final String OTHER = "other";

    /** In characters; what is longer is no name. */
    private static final int LONGEST = 100;

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final int most;

    BoundedLabels(int most) {
        this.most = most;
    }

    /** @param value null is as good as empty, and always has its name */
    String of(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        if (known.contains(value)) {
            return value;
        }
        return value.length() <= LONGEST && isNew(value) ? value : OTHER;
    }

    private synchronized boolean isNew(String value) {
        return known.contains(value) || (known.size() < most && known.add(value));
    }
}
