package dev.firn.serdes.payload;

/**
 * The ids that the fields of a collector payload have on the wire; {@value #NONE} where the struct lacks the field. The
 * schema is {@value #SCHEMA} in all of them.
 *
 * <p>A record does not say which numbering it has. The rule: without a schema it is {@link #RAW_EVENT}. With one it is
 * {@link #COLLECTOR} as soon as it has a known field at an id of 200 or more, for only that numbering goes so high; else
 * {@link #PUBLISHED_IDL} if it has a known field at any other id but 100, which both use; else (nothing but the schema
 * and perhaps an address) {@link #COLLECTOR} again. What real collectors write comes first, so one that adds small ids
 * some day is not mistaken for the other.
 */
enum Numbering {
    /** What collectors write. */
    COLLECTOR(100, 200, 210, 220, 300, 310, 320, 330, 340, 350, 360, 400, 410),
    /** An older IDL of the same struct that articles and forks still show. */
    PUBLISHED_IDL(60, 50, 30, 20, 70, 80, 110, 10, 130, 90, 120, 40, 100),
    /** {@code SnowplowRawEvent}; its querystring sits in a nested struct, {@link #TRACKER_PAYLOAD}. */
    RAW_EVENT(40, 1, 30, 20, 50, 60, 0, 0, 0, 70, 0, 45, 80);

    static final int NONE = 0;
    static final int SCHEMA = 31337;

    /** Id of the nested struct in {@link #RAW_EVENT}. */
    static final int TRACKER_PAYLOAD = 41;

    /** Ids inside the nested struct. */
    static final int TRACKER_PROTOCOL = 1;

    static final int TRACKER_FORMAT = 2;
    static final int TRACKER_DATA = 3;

    /** In the order of {@link CollectorPayload}. */
    final int ipAddress;

    final int timestamp;
    final int encoding;
    final int collector;
    final int userAgent;
    final int refererUri;
    final int path;
    final int querystring;
    final int body;
    final int headers;
    final int contentType;
    final int hostname;
    final int networkUserId;

    Numbering(
            int ipAddress,
            int timestamp,
            int encoding,
            int collector,
            int userAgent,
            int refererUri,
            int path,
            int querystring,
            int body,
            int headers,
            int contentType,
            int hostname,
            int networkUserId) {
        this.ipAddress = ipAddress;
        this.timestamp = timestamp;
        this.encoding = encoding;
        this.collector = collector;
        this.userAgent = userAgent;
        this.refererUri = refererUri;
        this.path = path;
        this.querystring = querystring;
        this.body = body;
        this.headers = headers;
        this.contentType = contentType;
        this.hostname = hostname;
        this.networkUserId = networkUserId;
    }
}
