package dev.firn.topology.test;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;

/** AssertJ's assertions for lists; {@code singleElement()}, {@code first()} and their kin lead to {@link EventAssert}. */
public final class EventRecordsAssert
        extends AbstractListAssert<EventRecordsAssert, EventRecords, EventRecord, EventAssert> {

    EventRecordsAssert(EventRecords events) {
        super(events, EventRecordsAssert.class);
    }

    @Override
    protected EventAssert toAssert(EventRecord value, String description) {
        return new EventAssert(value).as(description);
    }

    @Override
    protected EventRecordsAssert newAbstractIterableAssert(Iterable<? extends EventRecord> iterable) {
        List<EventRecord> some = new ArrayList<>();
        iterable.forEach(some::add);
        return new EventRecordsAssert(new EventRecords(some, actual.story()));
    }
}
