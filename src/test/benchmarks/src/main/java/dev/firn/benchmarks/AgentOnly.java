package dev.firn.benchmarks;

import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.payload.RawEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of which only the columns that tell of the client are there.
 *
 * @param agent the user agent
 */
record AgentOnly(String agent) implements EventView {

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

    @Override
    public RawEvent raw() {
        throw new UnsupportedOperationException("no enrichment that is measured alone reads it");
    }

    @Override
    public List<Header> headers() {
        return List.of();
    }

    @Override
    public @Nullable Map<String, String> pageQuery() {
        return null;
    }

    @Override
    public List<SelfDescribingJson> contexts() {
        return List.of();
    }

    @Override
    public @Nullable SelfDescribingJson unstructEvent() {
        return null;
    }

    @Override
    public List<SelfDescribingJson> derivedContexts() {
        return List.of();
    }
}
