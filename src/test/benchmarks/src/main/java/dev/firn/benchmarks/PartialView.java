package dev.firn.benchmarks;

import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.payload.RawEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of which only what one enrichment reads is there; the rest is absent. */
interface PartialView extends EventView {

    @Override
    default RawEvent raw() {
        throw new UnsupportedOperationException("no enrichment that is measured alone reads it");
    }

    @Override
    default List<Header> headers() {
        return List.of();
    }

    @Override
    default @Nullable Map<String, String> pageQuery() {
        return null;
    }

    @Override
    default List<SelfDescribingJson> contexts() {
        return List.of();
    }

    @Override
    default @Nullable SelfDescribingJson unstructEvent() {
        return null;
    }

    @Override
    default List<SelfDescribingJson> derivedContexts() {
        return List.of();
    }
}
