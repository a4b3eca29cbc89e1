package dev.firn.enrichments.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "X-Forwarded-For: 129.78.138.66, 129.78.64.103 > 129.78.138.66",
                "x-FORWARDED-for: 129.78.138.66 > 129.78.138.66",
                "X-Forwarded-For: 1.1.1.1:8080 > 1.1.1.1",
                "X-Forwarded-For: [1fff:0:a88:85a3::ac1f]:8001 > 1fff:0:a88:85a3::ac1f",
                "X-Forwarded-For: \"[2001:0db8:85a3:0000:0000:8a2e:0370:7334]\" > 2001:0db8:85a3:0000:0000:8a2e:0370:7334",
                "X-Forwarded-For: 2001:DB8::1 > 2001:db8::1",
                "X-Forwarded-For: ::ffff:1.2.3.4 > ::ffff:1.2.3.4",
                "X-Forwarded-For: fe80::1%eth0 > fe80::1",
                "X-Forwarded-For: abc.example.com > abc.e",
                "X-Forwarded-For: 999.999.999.999 > 999.999.999.999",
                "X-Forwarded-For: 1234.1.1.1 > 1234.1.1.1",
                "X-Forwarded-For: 10.0.0 > 10.0.0",
                "X-Forwarded-For: 1.2.3.4567 > 1.2.3.456",
                "X-Forwarded-For:1.1.1.1 >",
                "X-Forwarded-For:  1.1.1.1 >",
                "X-Forwarded-For: localhost >",
                "X-Forwarded-For: unknown, 1.1.1.1 >",
                "X-Forwarded-For: >",
                "Forwarded: for=129.78.138.66, 129.78.64.103 > 129.78.138.66",
                "Forwarded: For=\"[2001:db8:cafe::17]:4711\" > 2001:db8:cafe::17",
                "Forwarded: proto=http;for=1.1.1.1 >",
                "X-Real-IP: 1.1.1.1 >",
                "CF-Connecting-IP: 1.1.1.1 >",
            })
    void readsOneHeader(String header, @Nullable String address) {
        assertThat(ClientAddress.find(List.of(header), true)).isEqualTo(address);
    }

    @Test
    void takesTheFirstForwardedForThatNamesAnAddress() {
        assertThat(ClientAddress.find(
                        List.of("X-Forwarded-For: unknown", "X-Forwarded-For: 3.3.3.3", "X-Forwarded-For: 4.4.4.4"),
                        true))
                .isEqualTo("3.3.3.3");
    }

    @Test
    void prefersForwardedForWhereverItStands() {
        List<String> headers = List.of("Forwarded: for=2.2.2.2", "X-Forwarded-For: 1.1.1.1");

        assertThat(ClientAddress.find(headers, true)).isEqualTo("1.1.1.1");
        assertThat(ClientAddress.find(headers, false)).isEqualTo("1.1.1.1");
    }

    @Test
    void forgetsForwardedWhenAnotherHeaderFollowsAndItIsToldTo() {
        List<String> headers = List.of("Forwarded: for=1.1.1.1", "Accept: x");

        assertThat(ClientAddress.find(headers, true)).isNull();
        assertThat(ClientAddress.find(headers, false)).isEqualTo("1.1.1.1");
    }

    @Test
    void findsNothingWithoutHeaders() {
        assertThat(ClientAddress.find(List.of(), true)).isNull();
    }

    @Test
    void readsHeadersLikeTheRegularExpressionOfSnowplow() {
        String ip = "\"?\\[?(?:(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})|([0-9a-f.:]+)).*";
        Pattern pattern = Pattern.compile("^x-forwarded-for: " + ip);
        String[] pieces = {
            "1", "23", "456", ".", "..", ":", "a", "F", "g", "\"", "[", "]", " ", "\n", "\u2028", "\u0085", "é"
        };
        Random random = new Random(42);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder header = new StringBuilder("X-Forwarded-For: ");
            for (int n = random.nextInt(10); n > 0; n--) {
                header.append(pieces[random.nextInt(pieces.length)]);
            }
            Matcher m = pattern.matcher(header.toString().toLowerCase(Locale.ROOT));
            String expected = !m.matches() ? null : m.group(1) != null ? m.group(1) : m.group(2);
            String actual = ClientAddress.find(List.of(header.toString()), true);
            if (!Objects.equals(actual, expected)) {
                throw new AssertionError(header + ": " + expected + ", not " + actual);
            }
        }
    }
}
