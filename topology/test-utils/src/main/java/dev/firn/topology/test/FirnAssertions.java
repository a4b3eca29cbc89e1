package dev.firn.topology.test;

import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** AssertJ's assertions and those for what comes out of Firn: one static import serves for both. */
public final class FirnAssertions extends Assertions {

    private FirnAssertions() {}

    public static EventAssert assertThat(@Nullable EventRecord event) {
        return new EventAssert(event);
    }

    public static BadRecordAssert assertThat(@Nullable BadRecord row) {
        return new BadRecordAssert(row);
    }

    /** Its failures tell which bad rows came out instead. */
    public static EventRecordsAssert assertThat(EventRecords events) {
        return new EventRecordsAssert(events).as(events.story());
    }

    /** Its failures tell which bad rows came out. */
    public static BadRecordsAssert assertThat(BadRecords rows) {
        return new BadRecordsAssert(rows).as(rows.story());
    }
}
