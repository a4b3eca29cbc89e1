package dev.firn.enrichments.loader;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.enrichments.loader.PayloadLoader.Options;

/** Any bytes are a payload or reasons why not. Replays the seeds in the normal build; {@code JAZZER_FUZZ=1} looks for more. */
class PayloadLoaderFuzzTest {

    private final PayloadLoader loader = new PayloadLoader(new Options(true, true));

    @FuzzTest(maxDuration = "1m")
    void anyBytesArePayloadOrReasons(byte[] record) {
        loader.load(record);
    }
}
