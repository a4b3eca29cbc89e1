package dev.firn.topology.test;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;

/** An unmodifiable list that can tell what came out besides its own elements. */
abstract sealed class Records<T> extends AbstractList<T> permits EventRecords, BadRecords {

    private final List<T> records;
    private final Supplier<String> story;

    Records(List<? extends T> records, Supplier<String> story) {
        this.records = List.copyOf(records);
        this.story = story;
    }

    /** For the heading of a failed assertion. */
    final Supplier<String> story() {
        return story;
    }

    @Override
    public T get(int index) {
        return records.get(index);
    }

    @Override
    public int size() {
        return records.size();
    }
}
