package dev.firn.enrichments.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.adapter.tracker.TrackerProtocol1;
import dev.firn.registry.IgluClient;
import dev.firn.serdes.badrow.BadRow.Kind;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent.Api;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterRegistryTest {

    @ParameterizedTest
    @CsvSource({"com.acme, v9", "blah, i", "r, tp1", "COM.snowplowanalytics.snowplow, tp2"})
    void refusesPathsThatNoAdapterAnswersTo(String vendor, String version) {
        String path = vendor + "/" + version;

        assertThat(Requests.failures(Requests.request(path, "a=1", null, null)))
                .containsExactly(new InputData("vendor/version", path, "vendor/version combination is not supported"));
    }

    @ParameterizedTest
    @CsvSource({
        "com.snowplowanalytics.snowplow, tp2, TRACKER_PROTOCOL_VIOLATIONS",
        "r, tp2, TRACKER_PROTOCOL_VIOLATIONS",
        "com.snowplowanalytics.snowplow, tp1, ADAPTER_FAILURES",
        "com.acme, tp2, ADAPTER_FAILURES",
        "com.snowplowanalytics.iglu, v1, ADAPTER_FAILURES",
    })
    void knowsWhichBadRowAPathMakes(String vendor, String version, Kind kind) {
        assertThat(AdapterRegistry.failureKind(new Api(vendor, version))).isEqualTo(kind);
    }

    @Test
    void letsAnAddedAdapterTakeTheAddressOfABuiltInOne() {
        AdapterResult refusal = AdapterResult.rejected(new FailureMessage.Simple("mine"));
        Adapter mine = new Adapter() {
            @Override
            public String vendor() {
                return new TrackerProtocol1().vendor();
            }

            @Override
            public String version() {
                return "tp1";
            }

            @Override
            public AdapterResult adapt(NormalizedPayload payload, IgluClient iglu) {
                return refusal;
            }
        };
        IgluClient iglu = IgluClient.builder().build();

        AdapterResult result = new AdapterRegistry(List.of(mine))
                .adapt(Requests.request("com.snowplowanalytics.snowplow/tp1", "a=1", null, null), iglu);

        assertThat(result).isSameAs(refusal);
        iglu.close();
    }
}
