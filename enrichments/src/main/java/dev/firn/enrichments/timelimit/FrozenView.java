package dev.firn.enrichments.timelimit;

import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.payload.RawEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was at one moment. Unlike the view it was made of it may be read at any time and by any thread, also while
 * later steps change the event. The JSON trees in it are shared with the event: they are not to be changed.
 */
public final class FrozenView implements EventView {

    private final @Nullable Object[] values;
    private final RawEvent raw;
    private final List<Header> headers;
    private final @Nullable Map<String, String> pageQuery;
    private final List<SelfDescribingJson> contexts;
    private final @Nullable SelfDescribingJson unstructEvent;
    private final List<SelfDescribingJson> derivedContexts;

    private FrozenView(EventView event) {
        List<AtomicField> fields = AtomicField.all();
        values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = event.value(fields.get(i));
        }
        raw = event.raw();
        headers = event.headers();
        pageQuery = event.pageQuery();
        contexts = event.contexts();
        unstructEvent = event.unstructEvent();
        derivedContexts = List.copyOf(event.derivedContexts());
    }

    /** Called on the event's own thread. */
    public static FrozenView of(EventView event) {
        return new FrozenView(event);
    }

    @Override
    public @Nullable Object value(AtomicField field) {
        return values[field.ordinal()];
    }

    @Override
    public RawEvent raw() {
        return raw;
    }

    @Override
    public List<Header> headers() {
        return headers;
    }

    @Override
    public @Nullable Map<String, String> pageQuery() {
        return pageQuery;
    }

    @Override
    public List<SelfDescribingJson> contexts() {
        return contexts;
    }

    @Override
    public @Nullable SelfDescribingJson unstructEvent() {
        return unstructEvent;
    }

    @Override
    public List<SelfDescribingJson> derivedContexts() {
        return derivedContexts;
    }
}
