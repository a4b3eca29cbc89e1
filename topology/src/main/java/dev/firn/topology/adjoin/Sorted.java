package dev.firn.topology.adjoin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Events of one kind in the order of {@link AdEvent#ORDER}, also to be found by their ids. Not thread-safe. */
final class Sorted<T> {

    /** An index pays from then on; mostly there is just one question. */
    private static final int FEW_LOOKUPS = 4;

    private final Function<T, AdEvent> event;
    private final List<T> all = new ArrayList<>();
    private final List<T> view = Collections.unmodifiableList(all);
    private @Nullable Map<String, T> byId;
    private int lookups;

    Sorted(Function<T, AdEvent> event) {
        this.event = event;
    }

    List<T> all() {
        return view;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    int size() {
        return all.size();
    }

    T first() {
        return all.get(0);
    }

    void add(T one) {
        int at = all.size();
        AdEvent added = event.apply(one);
        // Nearly always the end: what comes in order, and what is read in order.
        while (at > 0 && AdEvent.ORDER.compare(event.apply(all.get(at - 1)), added) > 0) {
            at--;
        }
        all.add(at, one);
        byId = null;
    }

    void remove(T one) {
        all.remove(one);
        byId = null;
    }

    T removeFirst() {
        byId = null;
        return all.remove(0);
    }

    void removeIf(Predicate<T> condition) {
        if (all.removeIf(condition)) {
            byId = null;
        }
    }

    /** Of the same event. */
    void replace(int index, T other) {
        all.set(index, other);
        byId = null;
    }

    @Nullable
    T withId(String id) {
        if (byId == null && ++lookups > FEW_LOOKUPS) {
            byId = new HashMap<>();
            for (T one : all) {
                byId.put(event.apply(one).id(), one);
            }
        }
        return byId != null ? byId.get(id) : scan(id);
    }

    private @Nullable T scan(String id) {
        for (T one : all) {
            if (event.apply(one).id().equals(id)) {
                return one;
            }
        }
        return null;
    }

    /** All from one time to another, both included. */
    List<T> between(long from, long to) {
        int end = firstAfter(to);
        return view.subList(Math.min(end, firstAfter(from - 1)), end);
    }

    private int firstAfter(long time) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (event.apply(all.get(middle)).time() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
