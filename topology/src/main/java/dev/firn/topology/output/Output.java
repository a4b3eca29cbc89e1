package dev.firn.topology.output;

import static java.util.Objects.requireNonNull;

import dev.firn.serdes.event.AtomicField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream of results goes, and what its records look like.
 *
 * <pre>{@code Output.to("enriched").keyedBy(DOMAIN_USERID).withHeaders(APP_ID, EVENT_NAME)}</pre>
 *
 * @param topic its name
 * @param format of events; bad rows are always JSON
 * @param key whose text becomes the record's key; an event without it, and every event when null, is keyed by its event
 *     id, so that records spread and copies of one event stay together. Bad rows have keys of their own.
 * @param headers columns whose texts become record headers of the same name; unset ones are left out
 */
public record Output(String topic, EventFormat format, @Nullable AtomicField key, List<AtomicField> headers) {

    public Output {
        requireNonNull(topic, "topic");
        if (topic.isBlank()) {
            throw new IllegalArgumentException("topic must not be blank");
        }
        headers = List.copyOf(headers);
    }

    public static Output to(String topic) {
        return new Output(topic, EventFormat.TSV, null, List.of());
    }

    public Output as(EventFormat other) {
        return new Output(topic, other, key, headers);
    }

    public Output keyedBy(@Nullable AtomicField field) {
        return new Output(topic, format, field, headers);
    }

    public Output withHeaders(AtomicField... fields) {
        return new Output(topic, format, key, List.of(fields));
    }
}
