package dev.firn.topology.test;

import java.util.List;
import java.util.function.Supplier;

/** The records of a topic of bad rows, in order. */
public final class BadRecords extends Records<BadRecord> {

    BadRecords(List<? extends BadRecord> records, Supplier<String> story) {
        super(records, story);
    }
}
