package dev.firn.serdes.payload;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes become a value. Replays the seeds in the normal build; {@code JAZZER_FUZZ=1} looks for more. */
class ThriftCodecFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void anyBytesBecomeAValue(byte[] record) {
        DecodedRecord decoded = ThriftCodec.decode(record);

        if (decoded instanceof DecodedRecord.Current current) {
            DecodedRecord again = ThriftCodec.decode(ThriftCodec.encode(current.payload()));
            if (!again.equals(decoded)) {
                throw new AssertionError("not read back: " + current.payload());
            }
        }
    }
}
