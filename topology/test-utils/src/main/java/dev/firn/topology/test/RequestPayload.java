package dev.firn.topology.test;

import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.ThriftCodec;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request to a collector: what all of its events have in common. Immutable.
 *
 * @param <S> the kind of payload that the methods return
 */
public abstract sealed class RequestPayload<S extends RequestPayload<S>> implements Payload
        permits TrackerEvent, HttpRequest {

    private final Surroundings surroundings;

    RequestPayload(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    abstract S with(Surroundings other);

    /** The request as collectors record it. */
    public abstract CollectorPayload toCollectorPayload(Instant now);

    @Override
    public byte[] toBytes(Instant now) {
        return ThriftCodec.encode(toCollectorPayload(now));
    }

    /** The address that the collector saw; null for none. Without this it is {@value Surroundings#DEFAULT_IP}. */
    public S ip(@Nullable String address) {
        return edit(to -> to.ip = address);
    }

    /** The {@code User-Agent} header. */
    public S userAgent(@Nullable String text) {
        return edit(to -> to.userAgent = text);
    }

    /** The {@code Referer} header. */
    public S referer(@Nullable String uri) {
        return edit(to -> to.referer = uri);
    }

    /** The collector's cookie. */
    public S networkUserId(UUID id) {
        return edit(to -> to.networkUserId = id.toString());
    }

    /** The host that the request was sent to. */
    public S hostname(@Nullable String name) {
        return edit(to -> to.hostname = name);
    }

    /** One more request header. */
    public S header(String name, String value) {
        return edit(to -> to.headers.add(name + ": " + value));
    }

    /** When the collector took the request in; without this it is the time of sending by the test's clock. */
    public S timestamp(Instant time) {
        return edit(to -> to.timestamp = time);
    }

    private S edit(Consumer<Surroundings> change) {
        Surroundings copy = surroundings.copy();
        change.accept(copy);
        return with(copy);
    }

    final Surroundings surroundings() {
        return surroundings;
    }
}
