package dev.firn.serdes.payload;

import dev.firn.registry.json.Utf8Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The known fields of one record by their ids, read in one pass, before it is known which {@link Numbering} they follow
 * (the schema that tells usually comes last). A field of another type than its numbering gives it is passed over, and so
 * is every unknown one; of duplicates the last counts.
 */
final class WireFields {

    private static final int UNKNOWN = 0;
    private static final int SCHEMA_SLOT = 1;

    /** Where the string of an id is kept; the schema's id is too large for the table. */
    private static final byte[] STRING_SLOT = new byte[411];

    private static final int SLOTS = assignSlots();

    /** Below this id only the small numberings have fields. */
    private static final int FIRST_COLLECTOR_ID = 200;

    private static final Numbering[] NUMBERINGS = Numbering.values();

    private final @Nullable String[] strings = new @Nullable String[SLOTS];
    private final @Nullable Utf8Text[] bodies = new @Nullable Utf8Text[NUMBERINGS.length];
    private final long[] timestamps = new long[NUMBERINGS.length];

    @SuppressWarnings({"unchecked", "rawtypes"})
    private final @Nullable List<String>[] headers = new List[NUMBERINGS.length];

    private boolean collectorField;
    private boolean smallField;
    private boolean trackerPayload;
    private @Nullable String trackerData;

    private WireFields() {}

    private static int assignSlots() {
        int next = SCHEMA_SLOT + 1;
        for (Numbering n : Numbering.values()) {
            int[] ids = {
                n.ipAddress,
                n.encoding,
                n.collector,
                n.userAgent,
                n.refererUri,
                n.path,
                n.querystring,
                n.contentType,
                n.hostname,
                n.networkUserId
            };
            for (int id : ids) {
                if (id != Numbering.NONE && STRING_SLOT[id] == UNKNOWN) {
                    STRING_SLOT[id] = (byte) next++;
                }
            }
        }
        return next;
    }

    static WireFields read(ThriftReader in) throws MalformedThriftException {
        WireFields fields = new WireFields();
        for (byte type = in.readByte(); type != ThriftType.STOP; type = in.readByte()) {
            int id = in.readShort();
            switch (type) {
                case ThriftType.STRING -> fields.readString(id, in);
                case ThriftType.I64 -> fields.readLong(id, in);
                case ThriftType.LIST -> fields.readList(id, in);
                case ThriftType.STRUCT -> fields.readStruct(id, in);
                default -> in.skip(type);
            }
        }
        return fields;
    }

    private void readString(int id, ThriftReader in) throws MalformedThriftException {
        for (Numbering n : NUMBERINGS) {
            if (n.body == id) {
                bodies[n.ordinal()] = in.readText();
                mark(id);
                return;
            }
        }
        int slot = slot(id);
        if (slot == UNKNOWN) {
            in.skip(ThriftType.STRING);
            return;
        }
        strings[slot] = in.readString();
        mark(id);
    }

    private void readLong(int id, ThriftReader in) throws MalformedThriftException {
        long value = in.readLong();
        for (Numbering n : NUMBERINGS) {
            if (n.timestamp == id) {
                timestamps[n.ordinal()] = value;
                mark(id);
            }
        }
    }

    private void readList(int id, ThriftReader in) throws MalformedThriftException {
        byte element = in.readByte();
        int size = in.readLength();
        for (Numbering n : NUMBERINGS) {
            if (n.headers == id && element == ThriftType.STRING) {
                headers[n.ordinal()] = in.readStrings(size);
                mark(id);
                return;
            }
        }
        in.skipElements(element, size);
    }

    private void readStruct(int id, ThriftReader in) throws MalformedThriftException {
        if (id != Numbering.TRACKER_PAYLOAD) {
            in.skip(ThriftType.STRUCT);
            return;
        }
        trackerPayload = true;
        trackerData = null;
        for (byte type = in.readByte(); type != ThriftType.STOP; type = in.readByte()) {
            if (in.readShort() == Numbering.TRACKER_DATA && type == ThriftType.STRING) {
                trackerData = in.readString();
            } else {
                in.skip(type);
            }
        }
    }

    private void mark(int id) {
        if (id == Numbering.SCHEMA || id == Numbering.COLLECTOR.ipAddress) {
            return;
        }
        if (id >= FIRST_COLLECTOR_ID) {
            collectorField = true;
        } else {
            smallField = true;
        }
    }

    DecodedRecord toRecord() throws MalformedThriftException {
        if (strings[SCHEMA_SLOT] != null) {
            return new DecodedRecord.Current(
                    payload(collectorField || !smallField ? Numbering.COLLECTOR : Numbering.PUBLISHED_IDL));
        }
        if (!trackerPayload) {
            throw MalformedThriftException.noTrackerPayload();
        }
        return new DecodedRecord.Legacy(payload(Numbering.RAW_EVENT));
    }

    private CollectorPayload payload(Numbering n) {
        return new CollectorPayload(
                strings[SCHEMA_SLOT],
                string(n.ipAddress),
                timestamps[n.ordinal()],
                string(n.encoding),
                string(n.collector),
                string(n.userAgent),
                string(n.refererUri),
                string(n.path),
                n == Numbering.RAW_EVENT ? trackerData : string(n.querystring),
                bodies[n.ordinal()],
                headers[n.ordinal()],
                string(n.contentType),
                string(n.hostname),
                string(n.networkUserId));
    }

    /** Slot 0, where {@link Numbering#NONE} and unknown ids lead, is never filled. */
    private @Nullable String string(int id) {
        return strings[slot(id)];
    }

    private static int slot(int id) {
        if (id == Numbering.SCHEMA) {
            return SCHEMA_SLOT;
        }
        return id >= 0 && id < STRING_SLOT.length ? STRING_SLOT[id] : UNKNOWN;
    }
}
