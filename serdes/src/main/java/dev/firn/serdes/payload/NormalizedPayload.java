package dev.firn.serdes.payload;

import dev.firn.registry.json.Utf8Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collector payload after loading: querystring split, path understood, client address found. What adapters read.
 *
 * @param querystring in request order, duplicates kept
 */
public record NormalizedPayload(
        RawEvent.Api api,
        List<Parameter> querystring,
        @Nullable String contentType,
        @Nullable Utf8Text body,
        RawEvent.Source source,
        RawEvent.RequestContext context) {

    /** A name and, when the request had one, its value. */
    public record Parameter(String name, @Nullable String value) {}
}
