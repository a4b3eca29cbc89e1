package dev.firn.serdes.payload;

import java.util.function.Function;

/** What {@link ThriftCodec#decode} made of the bytes of one record. */
public sealed interface DecodedRecord {

    /**
     * A struct that says its schema. Whether that schema is one we can load is for the loader to decide.
     *
     * @param payload its {@code schema} is never null
     */
    record Current(CollectorPayload payload) implements DecodedRecord {}

    /**
     * A struct of the time before collectors wrote a schema: {@code SnowplowRawEvent}.
     *
     * @param payload its {@code schema}, {@code path}, {@code body} and {@code contentType} are always null: the struct
     *     knows only page-view style requests of the tracker protocol 1
     */
    record Legacy(CollectorPayload payload) implements DecodedRecord {}

    /**
     * No collector record.
     *
     * @param message in the words of the Thrift library, which consumers of bad rows know
     */
    record NotThrift(String message) implements DecodedRecord {}

    /** One function for each case. */
    default <R> R fold(
            Function<? super CollectorPayload, ? extends R> current,
            Function<? super CollectorPayload, ? extends R> legacy,
            Function<? super String, ? extends R> notThrift) {
        if (this instanceof Current some) {
            return current.apply(some.payload());
        }
        return this instanceof Legacy old ? legacy.apply(old.payload()) : notThrift.apply(((NotThrift) this).message());
    }
}
