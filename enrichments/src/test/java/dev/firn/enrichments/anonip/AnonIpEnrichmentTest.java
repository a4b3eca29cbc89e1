package dev.firn.enrichments.anonip;

import static dev.firn.enrichments.spi.EventFixture.event;
import static dev.firn.serdes.event.AtomicField.USER_IPADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.Results;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnonIpEnrichmentTest extends EnrichmentContract {

    @Override
    protected Enrichment enrichment() {
        return Configs.create(new AnonIpFactory(), "{\"anonOctets\": 2, \"anonSegments\": 3}");
    }

    @Test
    void masksTheAddress() {
        EnrichmentResult result =
                enrichment().enrich(event().with(USER_IPADDRESS, "203.0.113.9").view());
        assertThat(Results.columns(result)).isEqualTo(Map.of(USER_IPADDRESS, "203.0.x.x"));
    }

    @Test
    void leavesAnEventWithoutAddressAlone() {
        assertThat(enrichment().enrich(event().view())).isInstanceOf(EnrichmentResult.Unchanged.class);
    }

    @Test
    void masksAsManySegmentsAsOctetsUnlessToldOtherwise() {
        Enrichment enrichment = Configs.create(new AnonIpFactory(), "{\"anonOctets\": 2}");
        EnrichmentResult result =
                enrichment.enrich(event().with(USER_IPADDRESS, "2001:db8::1").view());
        assertThat(Results.columns(result)).isEqualTo(Map.of(USER_IPADDRESS, "2001:db8:0:0:0:0:x:x"));
    }

    @Test
    void takesAWholeNumberWrittenWithAFraction() {
        Enrichment enrichment = Configs.create(new AnonIpFactory(), "{\"anonOctets\": 2.0}");
        EnrichmentResult result =
                enrichment.enrich(event().with(USER_IPADDRESS, "1.2.3.4").view());
        assertThat(Results.columns(result)).isEqualTo(Map.of(USER_IPADDRESS, "1.2.x.x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"anonOctets": 0}                     | IPv4 address octets to anonymize must be 1, 2, 3 or 4. Value: 0 was given. Key: parameters.anonOctets
            {"anonOctets": 5}                     | IPv4 address octets to anonymize must be 1, 2, 3 or 4. Value: 5 was given. Key: parameters.anonOctets
            {"anonOctets": 1, "anonSegments": 9}  | IPv6 address segments to anonymize must be 1, 2, 3, 4, 5, 6, 7 or 8. Value: 9 was given. Key: parameters.anonSegments
            {"anonOctets": 2.5}                   | Could not extract parameters.anonOctets as Int from supplied JSON due to the value 2.5
            {"anonOctets": "2"}                   | Could not extract parameters.anonOctets as Int from supplied JSON due to a value of type string
            {"anonSegments": 2}                   | Could not extract parameters.anonOctets as Int from supplied JSON due to its absence
            """)
    void refusesNumbersOutOfRange(String parameters, String message) {
        assertThatThrownBy(() -> Configs.create(new AnonIpFactory(), parameters))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage(message);
    }
}
