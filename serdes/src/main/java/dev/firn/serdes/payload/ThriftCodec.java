package dev.firn.serdes.payload;

/**
 * Collector payloads as Thrift binary protocol (unframed): one struct, one record, one HTTP request.
 *
 * <p>Reading never throws for data and never costs more than a small multiple of the record. It takes the fields in any
 * order, passes over unknown ones and those of an unexpected type, ignores bytes after the struct, and replaces bytes that
 * are no UTF-8 by U+FFFD. It knows three numberings of the fields and tells them apart itself, see {@link Numbering}.
 *
 * <p>Written by hand instead of generated: the struct has fourteen fields and has not changed in ten years, while the
 * library would come into every embedder's application with its own releases, limits and security notices; and finding
 * the schema and then the fields with it takes two passes. Tests hold this codec and the library, as a second and
 * independent implementation, against each other.
 *
 * <p>Stateless and thread-safe.
 */
public final class ThriftCodec {

    private static final int HTTP = 1;
    private static final int HTTP_GET = 1;

    private ThriftCodec() {}

    /** Reads one record. */
    public static DecodedRecord decode(byte[] record) {
        try {
            return WireFields.read(new ThriftReader(record)).toRecord();
        } catch (MalformedThriftException e) {
            return new DecodedRecord.NotThrift(e.getMessage());
        }
    }

    /**
     * Writes a payload as a collector does; without a schema, as the legacy struct, which has no place for path, body and
     * content type.
     */
    public static byte[] encode(CollectorPayload payload) {
        return encode(payload, payload.schema() == null ? Numbering.RAW_EVENT : Numbering.COLLECTOR);
    }

    static byte[] encode(CollectorPayload payload, Numbering n) {
        return n == Numbering.RAW_EVENT ? encodeRawEvent(payload, n) : encodePayload(payload, n);
    }

    private static byte[] encodePayload(CollectorPayload payload, Numbering n) {
        return new ThriftWriter()
                .string(n.ipAddress, payload.ipAddress())
                .i64(n.timestamp, payload.timestamp())
                .string(n.encoding, payload.encoding())
                .string(n.collector, payload.collector())
                .string(n.userAgent, payload.userAgent())
                .string(n.refererUri, payload.refererUri())
                .string(n.path, payload.path())
                .string(n.querystring, payload.querystring())
                .string(n.body, payload.body() == null ? null : payload.body().text())
                .strings(n.headers, payload.headers())
                .string(n.contentType, payload.contentType())
                .string(n.hostname, payload.hostname())
                .string(n.networkUserId, payload.networkUserId())
                .string(Numbering.SCHEMA, payload.schema())
                .stop()
                .toByteArray();
    }

    private static byte[] encodeRawEvent(CollectorPayload payload, Numbering n) {
        return new ThriftWriter()
                .i64(n.timestamp, payload.timestamp())
                .string(n.collector, payload.collector())
                .string(n.encoding, payload.encoding())
                .string(n.ipAddress, payload.ipAddress())
                .struct(Numbering.TRACKER_PAYLOAD)
                .i32(Numbering.TRACKER_PROTOCOL, HTTP)
                .i32(Numbering.TRACKER_FORMAT, HTTP_GET)
                .string(Numbering.TRACKER_DATA, payload.querystring())
                .stop()
                .string(n.hostname, payload.hostname())
                .string(n.userAgent, payload.userAgent())
                .string(n.refererUri, payload.refererUri())
                .strings(n.headers, payload.headers())
                .string(n.networkUserId, payload.networkUserId())
                .stop()
                .toByteArray();
    }
}
