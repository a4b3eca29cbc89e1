package dev.firn.app.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint is asked. Bodies are not read: whoever has something to say says it in the query.
 *
 * @param path decoded, without query
 * @param query decoded; of a name that is there twice, the last value
 * @param accept the header of that name, or null
 */
public record Request(String path, Map<String, String> query, @Nullable String accept) {

    public Request {
        query = Map.copyOf(query);
    }

    /** The value in the query, or null. */
    public @Nullable String parameter(String name) {
        return query.get(name);
    }
}
