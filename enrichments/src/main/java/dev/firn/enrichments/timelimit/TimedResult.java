package dev.firn.enrichments.timelimit;

import org.jspecify.annotations.Nullable;

/** What became of one piece of work. */
public sealed interface TimedResult<T> {

    /** It returned this in time. */
    record Finished<T>(@Nullable T value) implements TimedResult<T> {}

    /** It threw this in time: anything, also errors and checked exceptions. */
    record Threw<T>(Throwable problem) implements TimedResult<T> {}

    /** Its time was up; it may still be running. */
    record TimedOut<T>() implements TimedResult<T> {}

    /** It was not begun, as too many earlier calls have not ended, or because of {@link TimeLimited#close}. */
    record Refused<T>() implements TimedResult<T> {}
}
