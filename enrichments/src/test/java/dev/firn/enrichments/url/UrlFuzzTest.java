package dev.firn.enrichments.url;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any text becomes a value. Replays the seeds in the normal build; {@code JAZZER_FUZZ=1} looks for more. */
class UrlFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void anyTextIsAnAddressOrAReason(byte[] text) {
        ParsedUrl.parse(new String(text, StandardCharsets.UTF_8));
    }

    @FuzzTest(maxDuration = "1m")
    void anyTextIsAQuerystringOrAReason(byte[] text) {
        String raw = new String(text, StandardCharsets.UTF_8);
        QueryString.parseRequest(raw, StandardCharsets.UTF_8);
        QueryString.parse(raw, StandardCharsets.ISO_8859_1);
    }
}
