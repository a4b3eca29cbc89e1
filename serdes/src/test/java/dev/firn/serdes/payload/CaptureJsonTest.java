package dev.firn.serdes.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureJsonTest {

    @Test
    void readsWhatTheCollectorWroteOfTheSameRequests() throws IOException {
        List<CollectorPayload> fromThrift = payloadsOf("capture-lines.bin");

        List<CollectorPayload> fromJson = new ArrayList<>();
        for (String line : text("capture-lines.jsonl").lines().toList()) {
            fromJson.add(read(line));
        }

        assertThat(fromThrift).isNotEmpty().anyMatch(p -> p.body() != null).anyMatch(p -> p.refererUri() == null);
        assertThat(fromJson).containsExactlyElementsOf(fromThrift);
    }

    @Test
    void needsNothingButTheTimestamp() {
        assertThat(read("{\"timestamp\":1}"))
                .isEqualTo(new CollectorPayload(
                        CollectorPayload.SCHEMA,
                        null,
                        1,
                        "UTF-8",
                        "ssc-3.2.0-kafka",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void passesOverKeysItDoesNotKnow() {
        assertThat(read("{\"timestamp\":1,\"method\":7,\"note\":[1]}")).isEqualTo(read("{\"timestamp\":1}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            []                                | the line: expected a JSON object
            {}                                | timestamp: expected epoch milliseconds
            {"timestamp":null}                | timestamp: expected epoch milliseconds
            {"timestamp":"1"}                 | timestamp: expected epoch milliseconds
            {"timestamp":1.5}                 | timestamp: expected epoch milliseconds
            {"timestamp":9223372036854775808} | timestamp: expected epoch milliseconds
            {"timestamp":1,"path":1}          | path: expected a string
            {"timestamp":1,"headers":"a: b"}  | headers: expected an array of strings
            {"timestamp":1,"headers":[1]}     | headers: expected a string
            {"timestamp":1,"headers":[null]}  | headers: expected an array of strings
            """)
    void saysWhichKeyIsWrong(String line, String message) {
        assertThat(CaptureJson.read(line.getBytes(UTF_8))).isEqualTo(new CapturedLine.Refused(message));
    }

    @Test
    void refusesWhatIsNoJson() {
        CapturedLine line = CaptureJson.read("{\"timestamp\":".getBytes(UTF_8));

        assertThat(line).isInstanceOfSatisfying(CapturedLine.Refused.class, refused -> assertThat(refused.message())
                .startsWith("invalid json: "));
    }

    private static CollectorPayload read(String line) {
        return CaptureJson.read(line.getBytes(UTF_8)).fold(payload -> payload, message -> {
            throw new AssertionError(message);
        });
    }

    private static List<CollectorPayload> payloadsOf(String file) throws IOException {
        List<CollectorPayload> payloads = new ArrayList<>();
        try (FramedRecords.Reader reader = FramedRecords.reader(open(file))) {
            for (byte[] record = reader.next(); record != null; record = reader.next()) {
                payloads.add(ThriftCodec.decode(record).fold(p -> p, p -> p, message -> {
                    throw new AssertionError(message);
                }));
            }
        }
        return payloads;
    }

    private static String text(String file) throws IOException {
        try (InputStream in = open(file)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static InputStream open(String file) {
        return CaptureJsonTest.class.getResourceAsStream(file);
    }
}
