package dev.firn.enrichments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any bytes have outcomes. Replays the seeds in the normal build; {@code JAZZER_FUZZ=1} looks for more. */
class EventPipelineFuzzTest {

    private final EventPipeline pipeline =
            Pipelines.builder().enrichments(BuiltIn.enrichments()).build();

    @FuzzTest(maxDuration = "1m")
    void anyRecordHasOutcomes(byte[] record) {
        Promises.keep(pipeline, record);
    }

    @FuzzTest(maxDuration = "1m")
    void anyQuerystringHasOutcomes(byte[] querystring) {
        Promises.keep(
                pipeline,
                CollectorRecord.pixel(new String(querystring, StandardCharsets.UTF_8))
                        .bytes());
    }

    @FuzzTest(maxDuration = "1m")
    void anyBodyHasOutcomes(byte[] body) {
        Promises.keep(
                pipeline,
                CollectorRecord.tracker(new String(body, StandardCharsets.UTF_8))
                        .bytes());
    }
}
