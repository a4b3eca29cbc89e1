package dev.firn.enrichments.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceUrlTest {

    private static final Settings STRICT = Settings.of(Map.of("lookups.refuse-private-addresses", "true"));

    @ParameterizedTest
    @CsvSource({
        "ftp://h/?token=planted, some.key is not an http or https URL",
        "/relative?token=planted, some.key is not an http or https URL",
        "http://h h/?token=planted, some.key is not a valid URL",
        "http:///path?token=planted, some.key names no host",
        "http://h:0/?token=planted, some.key has a port that is none; expected 1 to 65535",
        "http://h:65536/?token=planted, some.key has a port that is none; expected 1 to 65535",
        "mailto:planted, some.key is not an http or https URL"
    })
    void refusesOtherUrlsWithoutQuotingThem(String url, String message) {
        assertThatThrownBy(() -> ServiceUrl.parse("some.key", url, Settings.NONE))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "::ffff:127.0.0.1"
            })
    void knowsPrivateAddresses(String address) throws UnknownHostException {
        assertThat(ServiceUrl.isPrivate(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "2001:4860:4860::8888"})
    void knowsPublicAddresses(String address) throws UnknownHostException {
        assertThat(ServiceUrl.isPrivate(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void refusesPrivateAddressesOnlyWhenAskedTo() {
        assertThat(ServiceUrl.parse("key", "http://127.0.0.1:1/x", Settings.NONE)
                        .getPort())
                .isEqualTo(1);
        assertThat(ServiceUrl.parse("key", "https://8.8.8.8/x", STRICT).getHost())
                .isEqualTo("8.8.8.8");
        assertThatThrownBy(() -> ServiceUrl.parse("key", "http://127.0.0.1:1/x", STRICT))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith("key is in a private network: 127.0.0.1 is 127.0.0.1");
    }
}
