package dev.firn.enrichments.transform;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.payload.Parameters;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Any value of any parameter is a column or a failure. Replays the seeds in the normal build. */
class TrackerParametersFuzzTest {

    private static final String[] ONE_OF_EACH_RULE = {
        "e", "ip", "aid", "p", "tid", "eid", "dtm", "f_pdf", "res", "se_va", "ue_pr", "cx"
    };

    @FuzzTest(maxDuration = "1m")
    void anyValueIsAColumnOrAFailure(FuzzedDataProvider data) {
        LinkedHashMap<String, @Nullable String> values = new LinkedHashMap<>();
        values.put(data.pickValue(ONE_OF_EACH_RULE), data.consumeRemainingAsString());

        TrackerParameters.apply(Parameters.of(values), EnrichedEvent.builder(), failure -> {});
    }
}
