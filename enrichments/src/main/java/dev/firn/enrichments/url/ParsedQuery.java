package dev.firn.enrichments.url;

import dev.firn.serdes.payload.NormalizedPayload.Parameter;
import java.util.List;
import java.util.function.Function;

/** What {@link QueryString#parseRequest} made of a querystring or form body. */
public sealed interface ParsedQuery {

    /** The pairs in their order, duplicates kept. */
    record Pairs(List<Parameter> parameters) implements ParsedQuery {}

    /**
     * No legal querystring.
     *
     * @param message of {@code java.net.URI}, such as {@code Illegal character in query at index 20: http://localhost/?a=|};
     *     without control characters
     */
    record Illegal(String message) implements ParsedQuery {}

    /** One function for each case. */
    default <R> R fold(Function<? super List<Parameter>, ? extends R> pairs, Function<String, ? extends R> illegal) {
        return this instanceof Pairs some ? pairs.apply(some.parameters()) : illegal.apply(((Illegal) this).message());
    }
}
