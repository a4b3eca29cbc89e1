package dev.firn.enrichments.loader;

import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.payload.NormalizedPayload;
import java.util.List;
import java.util.function.Function;

/** What {@link PayloadLoader} made of a record. */
public sealed interface Loaded {

    /** The record is a request that an adapter can look at. */
    record Payload(NormalizedPayload payload) implements Loaded {}

    /** It is not; every one of the messages (there is at least one) is a bad row of its own. */
    record Unloadable(List<FailureMessage> messages) implements Loaded {
        public Unloadable {
            messages = List.copyOf(messages);
        }
    }

    /** One function for each case. */
    default <R> R fold(Function<? super NormalizedPayload, ? extends R> payload, Function<? super List<FailureMessage>, ? extends R> unloadable) {
        return this instanceof Payload some
                ? payload.apply(some.payload())
                : unloadable.apply(((Unloadable) this).messages());
    }
}
