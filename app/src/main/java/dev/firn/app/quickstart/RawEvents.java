package dev.firn.app.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.ThriftCodec;

/** Counts raw events without the pipeline, so that the count can judge it. */
final class RawEvents {

    private RawEvents() {}

    /** A tracker's POST holds as many events as its array has elements; any other record is one. */
    static int in(byte[] record) {
        return ThriftCodec.decode(record).fold(RawEvents::in, RawEvents::in, notThrift -> 1);
    }

    private static int in(CollectorPayload payload) {
        if (payload.body() == null || !(payload.body().parse() instanceof ParsedJson.Json body)) {
            return 1;
        }
        JsonNode data = body.node().path("data");
        return data.isArray() && !data.isEmpty() ? data.size() : 1;
    }
}
