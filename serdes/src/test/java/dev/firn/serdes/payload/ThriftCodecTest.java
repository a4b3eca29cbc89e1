package dev.firn.serdes.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.firn.registry.json.Utf8Text;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThriftCodecTest {

    private static final CollectorPayload FULL = new CollectorPayload(
            CollectorPayload.SCHEMA,
            "10.0.0.1",
            1700000001000L,
            "UTF-8",
            "ssc-2.9.2-kafka",
            "Mozilla/5.0 \t 한글 😀",
            "https://ref.example.com/",
            "/i",
            "e=pv",
            Utf8Text.of("{}"),
            List.of("Host: c.example.com", "", "X: é"),
            "application/json",
            "c.example.com",
            "75a13583-5c99-40e3-81fc-541084dfc784");

    private static final CollectorPayload BARE = new CollectorPayload(
            CollectorPayload.SCHEMA, null, 0, null, null, null, null, null, null, null, null, null, null, null);

    @ParameterizedTest
    @ValueSource(strings = {"COLLECTOR", "PUBLISHED_IDL"})
    void readsBackWhatItWrote(Numbering numbering) {
        assertThat(ThriftCodec.decode(ThriftCodec.encode(FULL, numbering))).isEqualTo(current(FULL));
        assertThat(ThriftCodec.decode(ThriftCodec.encode(BARE, numbering))).isEqualTo(current(BARE));
    }

    @Test
    void readsBackALegacyRecord() {
        CollectorPayload legacy = new CollectorPayload(
                null,
                "10.0.0.1",
                1L,
                "UTF-8",
                "ssc-0.0.1",
                "UA",
                "https://ref/",
                null,
                "e=pv",
                null,
                List.of("Host: x"),
                null,
                "c.example.com",
                "75a13583-5c99-40e3-81fc-541084dfc784");

        assertThat(ThriftCodec.decode(ThriftCodec.encode(legacy))).isEqualTo(new DecodedRecord.Legacy(legacy));
    }

    /** The wire's order of fields says nothing about the numbering: the schema may come first or last. */
    @Test
    void takesFieldsInAnyOrder() throws TException {
        byte[] schemaFirst = LibThrift.write(FULL);
        byte[] reversed = record(out -> {
            LibThrift.string(out, 410, FULL.networkUserId());
            LibThrift.string(out, 320, FULL.path());
            LibThrift.string(out, 31337, FULL.schema());
            LibThrift.string(out, 100, FULL.ipAddress());
        });

        assertThat(ThriftCodec.decode(schemaFirst)).isEqualTo(current(FULL));
        CollectorPayload payload = payload(reversed);
        assertThat(payload.networkUserId()).isEqualTo(FULL.networkUserId());
        assertThat(payload.path()).isEqualTo("/i");
        assertThat(payload.ipAddress()).isEqualTo("10.0.0.1");
    }

    @Test
    void passesOverUnknownFieldsOfEveryType() throws TException {
        byte[] bytes = record(out -> {
            out.writeFieldBegin(new TField("", TType.BOOL, (short) 1));
            out.writeBool(true);
            out.writeFieldBegin(new TField("", TType.BYTE, (short) 2));
            out.writeByte((byte) 1);
            out.writeFieldBegin(new TField("", TType.DOUBLE, (short) 3));
            out.writeDouble(1.5);
            out.writeFieldBegin(new TField("", TType.I16, (short) 4));
            out.writeI16((short) 1);
            out.writeFieldBegin(new TField("", TType.I32, (short) -5));
            out.writeI32(1);
            out.writeFieldBegin(new TField("", TType.I64, (short) 6));
            out.writeI64(1);
            LibThrift.string(out, 500, "later");
            out.writeFieldBegin(new TField("", TType.MAP, (short) 501));
            out.writeMapBegin(new TMap(TType.STRING, TType.LIST, 1));
            out.writeString("k");
            out.writeListBegin(new TList(TType.I32, 2));
            out.writeI32(1);
            out.writeI32(2);
            out.writeFieldBegin(new TField("", TType.SET, (short) 502));
            out.writeListBegin(new TList(TType.STRUCT, 2));
            LibThrift.string(out, 100, "not ours");
            out.writeFieldStop();
            out.writeFieldStop();
            LibThrift.string(out, 31337, FULL.schema());
            LibThrift.string(out, 330, "e=pv");
        });

        CollectorPayload payload = payload(bytes);
        assertThat(payload.querystring()).isEqualTo("e=pv");
        assertThat(payload.ipAddress()).isNull();
    }

    @Test
    void passesOverKnownFieldsOfAnUnexpectedType() throws TException {
        byte[] bytes = record(out -> {
            out.writeFieldBegin(new TField("", TType.I64, (short) 320));
            out.writeI64(7);
            LibThrift.string(out, 200, "not a number");
            out.writeFieldBegin(new TField("", TType.LIST, (short) 350));
            out.writeListBegin(new TList(TType.I32, 1));
            out.writeI32(7);
            LibThrift.string(out, 31337, FULL.schema());
            LibThrift.string(out, 330, "e=pv");
        });

        CollectorPayload payload = payload(bytes);
        assertThat(payload.path()).isNull();
        assertThat(payload.timestamp()).isZero();
        assertThat(payload.headers()).isNull();
        assertThat(payload.querystring()).isEqualTo("e=pv");
    }

    @Test
    void ignoresBytesAfterTheStruct() {
        byte[] record = ThriftCodec.encode(FULL);
        byte[] longer = Arrays.copyOf(record, record.length + 100);
        Arrays.fill(longer, record.length, longer.length, (byte) 0xFF);

        assertThat(ThriftCodec.decode(longer)).isEqualTo(current(FULL));
    }

    @Test
    void replacesBytesThatAreNoUtf8() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {11, 0x01, 0x4A, 0, 0, 0, 3, 'a', (byte) 0xFF, 'b'});
        byte[] rest = ThriftCodec.encode(BARE);
        bytes.writeBytes(rest);

        assertThat(payload(bytes.toByteArray()).querystring()).isEqualTo("a\uFFFDb");
    }

    @Test
    void tellsTheNumberingsApartWhenOnlyTheSharedIdIsPresent() throws TException {
        byte[] shared = record(out -> {
            LibThrift.string(out, 100, "10.0.0.1");
            LibThrift.string(out, 31337, FULL.schema());
        });
        byte[] published = record(out -> {
            LibThrift.string(out, 100, "75a13583");
            LibThrift.string(out, 110, "/i");
            LibThrift.string(out, 31337, FULL.schema());
        });
        byte[] collectorWithSmallIds = record(out -> {
            LibThrift.string(out, 100, "10.0.0.1");
            LibThrift.string(out, 110, "something new");
            LibThrift.string(out, 320, "/i");
            LibThrift.string(out, 31337, FULL.schema());
        });

        assertThat(payload(shared).ipAddress()).isEqualTo("10.0.0.1");
        assertThat(payload(published).networkUserId()).isEqualTo("75a13583");
        assertThat(payload(published).path()).isEqualTo("/i");
        assertThat(payload(collectorWithSmallIds).ipAddress()).isEqualTo("10.0.0.1");
        assertThat(payload(collectorWithSmallIds).path()).isEqualTo("/i");
    }

    /** A record of the legacy struct, as a collector of 2014 wrote it. */
    @Test
    void readsALegacyRecord() {
        byte[] record = Base64.getDecoder().decode(ThriftRecords.LEGACY);

        CollectorPayload payload = ((DecodedRecord.Legacy) ThriftCodec.decode(record)).payload();

        assertThat(payload.schema()).isNull();
        assertThat(payload.querystring()).isEqualTo("testParam=3&testParam2=4");
        assertThat(payload.body()).isNull();
        assertThat(payload.contentType()).isNull();
        assertThat(payload.collector()).isEqualTo("ssc-0.0.1-Stdout");
        assertThat(payload.encoding()).isEqualTo("UTF-8");
        assertThat(payload.hostname()).isEqualTo("127.0.0.1");
        assertThat(Instant.ofEpochMilli(payload.timestamp())).isEqualTo("2014-01-16T00:49:58.278Z");
        assertThat(payload.ipAddress()).isEqualTo("127.0.0.1");
        assertThat(payload.headers())
                .hasSize(8)
                .startsWith("Cookie: sp=c5f3a09f-75f8-4309-bec5-fea560f78455")
                .endsWith("Host: 127.0.0.1:8080");
        assertThat(payload.networkUserId()).isEqualTo("c5f3a09f-75f8-4309-bec5-fea560f78455");
        assertThat(ThriftCodec.encode(payload)).isEqualTo(record);
    }

    @Test
    void readsTheGoldenPageView() {
        CollectorPayload payload = payload(Base64.getDecoder().decode(ThriftRecords.PAGE_VIEW));

        assertThat(payload)
                .isEqualTo(new CollectorPayload(
                        CollectorPayload.SCHEMA,
                        "10.0.0.1",
                        1700000001000L,
                        "UTF-8",
                        "ssc-2.9.2-kafka",
                        "Mozilla/5.0\tX",
                        "https://ref.example.com/",
                        "/i",
                        ThriftRecords.PAGE_VIEW_QUERYSTRING,
                        null,
                        List.of("X-Forwarded-For: 203.0.113.9, 10.1.1.1", "Host: c.example.com"),
                        null,
                        "c.example.com",
                        "75a13583-5c99-40e3-81fc-541084dfc784"));
    }

    @Test
    void readsTheGoldenPost() {
        CollectorPayload payload = payload(Base64.getDecoder().decode(ThriftRecords.POST));

        assertThat(payload.path()).isEqualTo("/com.snowplowanalytics.snowplow/tp2");
        assertThat(payload.headers()).containsExactly("Forwarded: for=198.51.100.7", "application/json; charset=utf-8");
        assertThat(payload.contentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(payload.body().text())
                .startsWith("{\"schema\":\"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4\"")
                .endsWith("\"se_ca\":\"ecomm\",\"se_ac\":\"add\"}]}");
        assertThat(Stream.of(payload.querystring(), payload.userAgent(), payload.refererUri(), payload.networkUserId()))
                .containsOnlyNulls();
    }

    @Test
    void readsABase64RecordOnceUnwrapped() {
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getMimeEncoder())) {
            byte[] wrapped = encoder.encode(ThriftCodec.encode(FULL));

            assertThat(ThriftCodec.decode(wrapped)).isEqualTo(new DecodedRecord.NotThrift("Unrecognized type 67"));
            assertThat(ThriftCodec.decode(LenientBase64.decode(wrapped))).isEqualTo(current(FULL));
        }
    }

    static List<Object[]> unreadable() {
        return List.of(new Object[][] {
            {new byte[0], truncated(1, 0)},
            {new byte[] {1}, truncated(2, 0)},
            {new byte[] {11, 0}, truncated(2, 1)},
            {new byte[] {11, 0, 100, 0, 0, 0, 9, 'x'}, truncated(9, 1)},
            {new byte[] {10, 0, (byte) 200, 0, 0}, truncated(8, 2)},
            {new byte[] {11, 0, 100, -1, -1, -1, -1}, "Negative length: -1"},
            {new byte[] {11, 0, 100, 0x7F, -1, -1, -1}, truncated(Integer.MAX_VALUE, 0)},
            {new byte[] {15, 1, 0x5E, 11, 0x7F, -1, -1, -1}, truncated(4, 0)},
            {new byte[] {15, 1, 0x5E, 11, -1, -1, -1, -1}, "Negative length: -1"},
            {"hello".getBytes(StandardCharsets.UTF_8), "Unrecognized type 104"},
            {"{\"a\":1}".getBytes(StandardCharsets.UTF_8), "Unrecognized type 123"},
            {new byte[] {-1, -1, -1, -1}, "Unrecognized type -1"},
            {new byte[] {0}, "Cannot read field \"data\" because \"snowplowRawEvent.payload\" is null"},
        });
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void saysWhyInTheLibrarysWords(byte[] record, String message) {
        assertThat(ThriftCodec.decode(record)).isEqualTo(new DecodedRecord.NotThrift(message));
    }

    @Test
    void keepsEveryPrefixOfARecordAValue() {
        byte[] record = ThriftCodec.encode(FULL);
        for (int length = 0; length < record.length; length++) {
            assertThat(ThriftCodec.decode(Arrays.copyOf(record, length))).isInstanceOf(DecodedRecord.NotThrift.class);
        }
    }

    @Test
    void boundsNesting() {
        byte[] structs = new byte[3_000_000];
        for (int i = 0; i < structs.length; i += 3) {
            structs[i] = ThriftType.STRUCT;
        }
        byte[] lists = new byte[3_000_000];
        for (int i = 0; i < lists.length; i += 5) {
            lists[i] = ThriftType.LIST;
            lists[i + 4] = 1;
        }

        assertThat(ThriftCodec.decode(structs)).isEqualTo(new DecodedRecord.NotThrift("Maximum skip depth exceeded"));
        assertThat(ThriftCodec.decode(lists)).isInstanceOf(DecodedRecord.NotThrift.class);
    }

    @Test
    void boundsTimeAndMemoryOfHugeCounts() {
        byte[] elementsOfNoSize = ByteBuffer.allocate(1_000_000)
                .put(ThriftType.MAP)
                .putShort((short) 9)
                .put(ThriftType.BOOL)
                .put(ThriftType.BOOL)
                .putInt(Integer.MAX_VALUE)
                .array();

        assertTimeout(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 100; i++) {
                assertThat(ThriftCodec.decode(elementsOfNoSize)).isInstanceOf(DecodedRecord.NotThrift.class);
            }
        });
    }

    private static String truncated(int wanted, int available) {
        return "Cannot read. Remote side has closed. Tried to read " + wanted + " bytes, but only got " + available
                + " bytes. (This is often indicative of an internal error on the server side."
                + " Please check your server logs.)";
    }

    private static DecodedRecord current(CollectorPayload payload) {
        return new DecodedRecord.Current(payload);
    }

    private static CollectorPayload payload(byte[] record) {
        return ((DecodedRecord.Current) ThriftCodec.decode(record)).payload();
    }

    private interface Fields {
        void write(TProtocol out) throws TException;
    }

    private static byte[] record(Fields fields) throws TException {
        TMemoryBuffer buffer = new TMemoryBuffer(256);
        TProtocol out = LibThrift.writer(buffer);
        fields.write(out);
        out.writeFieldStop();
        return LibThrift.bytes(buffer);
    }
}
