package dev.firn.topology.test;

import java.util.List;
import java.util.function.Supplier;

/** The records of a topic of events, in order. */
public final class EventRecords extends Records<EventRecord> {

    EventRecords(List<? extends EventRecord> records, Supplier<String> story) {
        super(records, story);
    }
}
