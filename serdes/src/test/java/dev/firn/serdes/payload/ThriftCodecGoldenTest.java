package dev.firn.serdes.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.serdes.payload.PayloadCases.Case;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded bytes: what libthrift and a real collector wrote. */
class ThriftCodecGoldenTest {

    static List<Case> records() {
        return PayloadCases.all().stream().filter(Case::isRecord).toList();
    }

    static List<Case> blobs() {
        return PayloadCases.all().stream().filter(c -> !c.isRecord()).toList();
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsWhatTheLibraryWrote(Case given) {
        assertThat(ThriftCodec.decode(given.record())).isEqualTo(new DecodedRecord.Current(given.payload()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void writesTheLibrarysBytes(Case given) {
        assertThat(ThriftCodec.encode(given.payload())).isEqualTo(given.record());
    }

    @ParameterizedTest
    @MethodSource("blobs")
    void refusesWhatIsNoRecord(Case given) {
        byte[] bytes =
                Base64.getDecoder().decode(given.fields().get("raw_base64").textValue());

        assertThat(given.record()).isEqualTo(bytes);
        assertThat(ThriftCodec.decode(bytes)).isInstanceOf(DecodedRecord.NotThrift.class);
    }

    /**
     * A terminal hides control characters and shows one replacement character for each other odd byte. What is left still
     * shows the numbering: {@code d} is id 100, the tab its length 9; {@code T} is 340, the body; {@code zi} is 31337.
     * Only the low bytes of the timestamp are guessed, within what the replacement characters allow.
     */
    @Test
    void readsTheRecordThatARealCollectorPrinted() throws IOException {
        String printed;
        try (InputStream text = PayloadCases.resource("printed-record.txt")) {
            printed = new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
        CollectorPayload payload = PayloadCases.named("printed_record");

        byte[] rebuilt = ThriftCodec.encode(payload);

        assertThat(asPrinted(rebuilt)).isEqualTo(printed);
        assertThat(ThriftCodec.decode(rebuilt)).isEqualTo(new DecodedRecord.Current(payload));
        assertThat(payload.schema()).isEqualTo(CollectorPayload.SCHEMA);
        assertThat(payload.ipAddress()).isEqualTo("127.0.0.1");
        assertThat(payload.timestamp()).isBetween(1659432367558L, 1659432367615L);
        assertThat(payload.encoding()).isEqualTo("UTF-8");
        assertThat(payload.collector()).isEqualTo("ssc-2.6.3-kafka");
        assertThat(payload.userAgent()).hasSize('u').endsWith("Chrome/103.0.0.0 Safari/537.36");
        assertThat(payload.refererUri()).isEqualTo("http://localhost:3000/");
        assertThat(payload.path()).hasSize('#').isEqualTo("/com.snowplowanalytics.snowplow/tp2");
        assertThat(payload.querystring()).isNull();
        assertThat(payload.body().text()).contains("\"page\":\"React App\"");
        assertThat(payload.headers())
                .hasSize(17)
                .startsWith("Timeout-Access: <function1>")
                .endsWith("application/json");
        assertThat(payload.contentType()).isEqualTo("application/json");
        assertThat(payload.hostname()).isEqualTo("localhost");
        assertThat(payload.networkUserId()).isEqualTo("23741c49-73a2-4bfb-ac0f-e6658947c969");
    }

    @Test
    void readsTheSameRecordInThePublishedNumbering() {
        CollectorPayload payload = PayloadCases.named("printed_record");

        byte[] record = ThriftCodec.encode(payload, Numbering.PUBLISHED_IDL);

        assertThat(record).isNotEqualTo(ThriftCodec.encode(payload));
        assertThat(ThriftCodec.decode(record)).isEqualTo(new DecodedRecord.Current(payload));
    }

    private static String asPrinted(byte[] record) {
        return new String(record, StandardCharsets.UTF_8).replaceAll("[\\x00-\\x08\\x0B-\\x1F]", "");
    }
}
