package dev.firn.enrichments.spi;

import dev.firn.enrichments.url.QueryString;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.payload.Parameters;
import dev.firn.serdes.payload.RawEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds event views for tests of enrichments: an empty tracker event of a POST request, and whatever a test adds to it.
 */
public final class EventFixture {

    /** When the collector saw the event: 2026-01-02T03:04:05.678Z. */
    public static final long COLLECTED_AT = 1767323045678L;

    private final EnrichedEvent.Builder columns = EnrichedEvent.builder();
    private final LinkedHashMap<String, @Nullable String> parameters = new LinkedHashMap<>();
    private final List<String> headers = new ArrayList<>();
    private final List<SelfDescribingJson> contexts = new ArrayList<>();
    private final List<SelfDescribingJson> derivedContexts = new ArrayList<>();
    private @Nullable SelfDescribingJson unstructEvent;
    private @Nullable Map<String, String> pageQuery;

    private EventFixture() {}

    public static EventFixture event() {
        return new EventFixture();
    }

    /** A column as an earlier step left it. */
    public EventFixture with(AtomicField field, @Nullable Object value) {
        columns.set(field, value);
        return this;
    }

    /** A raw tracker parameter; null is a name without a value. */
    public EventFixture parameter(String name, @Nullable String value) {
        parameters.put(name, value);
        return this;
    }

    /** A request header as a whole line, {@code Name: value}. */
    public EventFixture header(String line) {
        headers.add(line);
        return this;
    }

    /** The raw querystring of the page URL; without this call the event has no page URL. */
    public EventFixture pageQuery(String raw) {
        pageQuery = QueryString.asMap(QueryString.parse(raw, StandardCharsets.UTF_8));
        return this;
    }

    public EventFixture context(SelfDescribingJson context) {
        contexts.add(context);
        return this;
    }

    public EventFixture unstructEvent(SelfDescribingJson event) {
        unstructEvent = event;
        return this;
    }

    /** A context that an earlier enrichment attached. */
    public EventFixture derivedContext(SelfDescribingJson context) {
        derivedContexts.add(context);
        return this;
    }

    /** The event as it is now; later calls do not change it. */
    public EventView view() {
        RawEvent raw = new RawEvent(
                new RawEvent.Api("com.snowplowanalytics.snowplow", "tp2"),
                Parameters.of(new LinkedHashMap<>(parameters)),
                "application/json",
                new RawEvent.Source("ssc-2.9.2-kafka", StandardCharsets.UTF_8, "collector.example"),
                new RawEvent.RequestContext(
                        COLLECTED_AT,
                        columns.text(AtomicField.USER_IPADDRESS),
                        columns.text(AtomicField.USERAGENT),
                        null,
                        List.copyOf(headers),
                        null));
        return new View(
                columns.snapshot(),
                raw,
                split(headers),
                pageQuery,
                List.copyOf(contexts),
                unstructEvent,
                List.copyOf(derivedContexts));
    }

    private static List<EventView.Header> split(List<String> lines) {
        return lines.stream()
                .filter(line -> line.indexOf(':') >= 0)
                .map(line -> new EventView.Header(
                        line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1)))
                .toList();
    }

    private record View(
            EnrichedEvent columns,
            RawEvent raw,
            List<EventView.Header> headers,
            @Nullable Map<String, String> pageQuery,
            List<SelfDescribingJson> contexts,
            @Nullable SelfDescribingJson unstructEvent,
            List<SelfDescribingJson> derivedContexts)
            implements EventView {

        @Override
        public @Nullable Object value(AtomicField field) {
            return columns.value(field);
        }
    }
}
