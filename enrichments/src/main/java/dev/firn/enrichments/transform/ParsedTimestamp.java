package dev.firn.enrichments.transform;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A text read as milliseconds since the epoch, in the years 0 to 9999 (UTC), which is what warehouses load. */
public sealed interface ParsedTimestamp {

    /** The time in epoch milliseconds. */
    record Millis(long millis) implements ParsedTimestamp {}

    /** No such time; {@code expectation} is the text for the bad row. */
    record Refused(String expectation) implements ParsedTimestamp {}

    /** Reads what {@link Long#parseLong(String)} reads. */
    static ParsedTimestamp parse(String text) {
        long millis;
        try {
            millis = Long.parseLong(text);
        } catch (NumberFormatException e) {
            return new Refused("not in the expected format: ms since epoch");
        }
        return WarehouseTime.holds(millis)
                ? new Millis(millis)
                : new Refused("formatting as " + WarehouseTime.column(millis) + " is not Redshift-compatible");
    }

    /** One function for each case. */
    default <R extends @Nullable Object> R fold(Function<Long, R> millis, Function<String, R> refused) {
        return this instanceof Millis some
                ? millis.apply(some.millis())
                : refused.apply(((Refused) this).expectation());
    }
}
