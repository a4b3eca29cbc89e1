package dev.firn.topology.test;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;

/** AssertJ's assertions for lists; {@code singleElement()}, {@code first()} and their kin lead to {@link BadRecordAssert}. */
public final class BadRecordsAssert
        extends AbstractListAssert<BadRecordsAssert, BadRecords, BadRecord, BadRecordAssert> {

    BadRecordsAssert(BadRecords rows) {
        super(rows, BadRecordsAssert.class);
    }

    @Override
    protected BadRecordAssert toAssert(BadRecord value, String description) {
        return new BadRecordAssert(value).as(description);
    }

    @Override
    protected BadRecordsAssert newAbstractIterableAssert(Iterable<? extends BadRecord> iterable) {
        List<BadRecord> some = new ArrayList<>();
        iterable.forEach(some::add);
        return new BadRecordsAssert(new BadRecords(some, actual.story()));
    }
}
