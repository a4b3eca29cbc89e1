package dev.firn.serdes.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Any bytes become a value, and what was read once is read the same again. */
class EnrichedTsvFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void anyBytesBecomeAValue(byte[] bytes) {
        check(EnrichedTsv.decode(bytes));
    }

    /** Short inputs as one column of an otherwise good row: otherwise nothing would get past the count of columns. */
    @FuzzTest(maxDuration = "1m")
    void anyColumnBecomesAValue(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        String[] columns = new String(EnrichedTsv.encode(Events.full()), UTF_8).split("\t", -1);
        columns[(bytes[0] & 0xFF) % columns.length] = new String(bytes, 1, bytes.length - 1, UTF_8);
        check(EnrichedTsv.decode(String.join("\t", columns)));
    }

    private static void check(DecodedEvent decoded) {
        if (decoded instanceof DecodedEvent.Event event) {
            byte[] row = EnrichedTsv.encode(event.event());
            if (!Arrays.equals(row, EnrichedTsv.encode(EnrichedTsv.decode(row).orThrow()))) {
                throw new AssertionError("not stable: " + new String(row, UTF_8));
            }
        }
    }
}
