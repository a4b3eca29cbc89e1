package dev.firn.serdes.payload;

import dev.firn.registry.json.Utf8Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;

/** The struct read and written by Apache Thrift's library: the second implementation that ours is held against. */
final class LibThrift {

    private LibThrift() {}

    static TProtocol writer(TMemoryBuffer into) throws TException {
        return new TBinaryProtocol(into);
    }

    static byte[] bytes(TMemoryBuffer buffer) {
        return Arrays.copyOf(buffer.getArray(), buffer.length());
    }

    static byte[] write(CollectorPayload payload) throws TException {
        TMemoryBuffer buffer = new TMemoryBuffer(1024);
        TProtocol out = writer(buffer);
        out.writeStructBegin(new TStruct("CollectorPayload"));
        string(out, 31337, payload.schema());
        string(out, 100, payload.ipAddress());
        out.writeFieldBegin(new TField("timestamp", TType.I64, (short) 200));
        out.writeI64(payload.timestamp());
        string(out, 210, payload.encoding());
        string(out, 220, payload.collector());
        string(out, 300, payload.userAgent());
        string(out, 310, payload.refererUri());
        string(out, 320, payload.path());
        string(out, 330, payload.querystring());
        string(out, 340, payload.body() == null ? null : payload.body().text());
        if (payload.headers() != null) {
            out.writeFieldBegin(new TField("headers", TType.LIST, (short) 350));
            out.writeListBegin(new TList(TType.STRING, payload.headers().size()));
            for (String header : payload.headers()) {
                out.writeString(header);
            }
        }
        string(out, 360, payload.contentType());
        string(out, 400, payload.hostname());
        string(out, 410, payload.networkUserId());
        out.writeFieldStop();
        return bytes(buffer);
    }

    static void string(TProtocol out, int id, String value) throws TException {
        if (value != null) {
            out.writeFieldBegin(new TField("", TType.STRING, (short) id));
            out.writeString(value);
        }
    }

    /** What code generated from the IDL does. */
    static CollectorPayload read(byte[] record) throws TException {
        TMemoryInputTransport transport = new TMemoryInputTransport();
        transport.reset(record);
        TProtocol in = new TBinaryProtocol(transport);
        Map<Short, String> strings = new HashMap<>();
        long timestamp = 0;
        List<String> headers = null;
        in.readStructBegin();
        for (TField field = in.readFieldBegin(); field.type != TType.STOP; field = in.readFieldBegin()) {
            if (field.type == TType.STRING) {
                strings.put(field.id, in.readString());
            } else if (field.type == TType.I64 && field.id == 200) {
                timestamp = in.readI64();
            } else if (field.type == TType.LIST && field.id == 350) {
                TList list = in.readListBegin();
                List<String> read = new ArrayList<>();
                for (int i = 0; i < list.size; i++) {
                    if (list.elemType == TType.STRING) {
                        read.add(in.readString());
                    } else {
                        TProtocolUtil.skip(in, list.elemType);
                    }
                }
                headers = list.elemType == TType.STRING ? read : headers;
            } else {
                TProtocolUtil.skip(in, field.type);
            }
        }
        return new CollectorPayload(
                strings.get((short) 31337),
                strings.get((short) 100),
                timestamp,
                strings.get((short) 210),
                strings.get((short) 220),
                strings.get((short) 300),
                strings.get((short) 310),
                strings.get((short) 320),
                strings.get((short) 330),
                Utf8Text.ofNullable(strings.get((short) 340)),
                headers,
                strings.get((short) 360),
                strings.get((short) 400),
                strings.get((short) 410));
    }
}
