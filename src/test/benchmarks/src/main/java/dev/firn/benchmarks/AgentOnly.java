package dev.firn.benchmarks;

import dev.firn.serdes.event.AtomicField;
import org.jspecify.annotations.Nullable;

/**
 * An event of which only the columns that tell of the client are there.
 *
 * @param agent the user agent
 */
record AgentOnly(String agent) implements PartialView {

    private static final long TIME = 1_767_323_045_678L;

    @Override
    public @Nullable Object value(AtomicField field) {
        return switch (field) {
            case USERAGENT -> agent;
            case USER_IPADDRESS -> "203.0.113.9";
            case DERIVED_TSTAMP -> TIME;
            default -> null;
        };
    }
}
