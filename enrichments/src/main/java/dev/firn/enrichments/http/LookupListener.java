package dev.firn.enrichments.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Told of every call when it ended, on the thread that made it: be quick, thread-safe, and do not throw. */
@FunctionalInterface
public interface LookupListener {

    LookupListener NONE = (failure, took) -> {};

    /**
     * @param failure null for an answer with status 2xx
     * @param took from the question to the result, also of calls that waited or were not made at all
     */
    void ended(HttpResult.@Nullable Kind failure, Duration took);
}
