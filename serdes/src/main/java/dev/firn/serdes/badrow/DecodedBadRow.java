package dev.firn.serdes.badrow;

import java.util.function.Function;

/** What {@link BadRowJson#decode} made of the bytes of one record. */
public sealed interface DecodedBadRow {

    /** The bad row was read. */
    record Row(BadRow row) implements DecodedBadRow {}

    /**
     * No bad row, or one of a kind we do not write.
     *
     * @param message where and why; quotes no values
     */
    record Unreadable(String message) implements DecodedBadRow {}

    /** One function for each case. */
    default <R> R fold(Function<? super BadRow, ? extends R> row, Function<? super String, ? extends R> unreadable) {
        return this instanceof Row some ? row.apply(some.row()) : unreadable.apply(((Unreadable) this).message());
    }

    /** The row, for input that is known to be right (tests). */
    default BadRow orThrow() {
        return fold(row -> row, message -> {
            throw new IllegalArgumentException(message);
        });
    }
}
