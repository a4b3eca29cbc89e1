package dev.firn.enrichments.anonip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressMaskTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # address | octets | segments | masked
            0.23.0.20       | 1 | 1 | 0.23.0.x
            168.192.102.4   | 2 | 2 | 168.192.x.x
            54.242.102.43   | 3 | 3 | 54.x.x.x
            94.15.213.171   | 4 | 4 | x.x.x.x
            777.2           | 1 | 1 | 777.2
            777.2.23        | 4 | 4 | x.x.x
            999.123.777.2   | 3 | 3 | 999.x.x.x
            999.aaa.bbb.c   | 3 | 3 | 999.x.x.x
            hello;goodbye   | 3 | 3 | hello;goodbye
            ''              | 4 | 4 | x
            ''              | 3 | 4 | ''
            4b0c:0:0:0:880c:99a8:4b0:4411 | 1 | 1 | 4b0c:0:0:0:880c:99a8:4b0:x
            4b0c::880c:99a8:4b0:4411      | 2 | 2 | 4b0c:0:0:0:880c:99a8:x:x
            2605:2700:0:3:0:0:4713:93e3   | 3 | 3 | 2605:2700:0:3:0:x:x:x
            2605:2700:0:3::4713:93e3      | 4 | 4 | 2605:2700:0:3:x:x:x:x
            2605:2700:0:3::4713:93e3      | 4 | 5 | 2605:2700:0:x:x:x:x:x
            2605:2700:0:3::4713:93e3      | 4 | 6 | 2605:2700:x:x:x:x:x:x
            2605:2700:0:3::4713:93e3      | 4 | 7 | 2605:x:x:x:x:x:x:x
            2605:2700:0:3::4713:93e3      | 4 | 8 | x:x:x:x:x:x:x:x
            2605:2700::4713:93e3          | 4 | 8 | x:x:x:x:x:x:x:x
            2700::4713                    | 4 | 8 | x:x:x:x:x:x:x:x
            2700:zzzz::gggg               | 4 | 6 | 2700:zzzz:x:x:x:x:x:x
            f334::40cb:152.16.24.142      | 4 | 2 | f334:0:0:0:0:40cb:x:x
            f334::40cb:152.16.24.142      | 4 | 4 | f334:0:0:0:x:x:x:x
            ::192.168.0.1                 | 4 | 1 | 0:0:0:0:0:0:c0a8:x
            ::FFFF:152.16.24.123          | 2 | 4 | ::FFFF:152.16.x.x
            ::FFFF:152.16.24.123          | 4 | 4 | ::FFFF:x.x.x.x
            """)
    void masksAsSnowplowDoes(String address, int octets, int segments, String masked) {
        assertThat(new AddressMask(octets, segments).apply(address)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ::ffff:9810:187b               | 2 | 4 | ::FFFF:152.16.x.x
            ::ffff:152.16.24.123           | 2 | 4 | ::FFFF:152.16.x.x
            ::ffff:152.16.24.123           | 4 | 4 | ::FFFF:x.x.x.x
            0:0:0:0:0:ffff:152.16.24.123   | 2 | 4 | ::FFFF:152.16.x.x
            [::ffff:152.16.24.123]:8080    | 2 | 4 | ::FFFF:152.16.x.x
            ::ffff:152.16.24.123:8080      | 2 | 4 | ::FFFF:152.16.x.x
            [2001:db8::1]:8080             | 2 | 4 | 2001:db8:0:0:x:x:x:x
            [2001:db8::1]                  | 2 | 4 | 2001:db8:0:0:x:x:x:x
            [2001:db8::1                   | 2 | 4 | 2001:db8:0:0:x:x:x:x
            [1.2.3.4]:80                   | 2 | 4 | 1.2.x.x
            94.15.213.171:8080             | 2 | 4 | 94.15.x.x
            fe80::1%eth0                   | 2 | 4 | fe80:0:0:0:x:x:x:x
            [fe80::1%25eth0]:80            | 2 | 4 | fe80:0:0:0:x:x:x:x
            2001:db8::1/64                 | 2 | 4 | 2001:db8:0:0:x:x:x:x
            2001:db8::g:1                  | 2 | 1 | 2001:db8:x:x:x:x:x:x
            1:2:3:4:5:6:7:8:9              | 2 | 4 | 1:2:3:4:x:x:x:x
            12345::1                       | 2 | 4 | 12345:x:x:x:x:x:x:x
            [hello]:80                     | 2 | 4 | hello
            a/2001:db8::1                  | 2 | 4 | a
            """)
    void letsNoMoreThroughInAnotherSpelling(String address, int octets, int segments, String masked) {
        assertThat(new AddressMask(octets, segments).apply(address)).isEqualTo(masked);
    }

    /** What an independent Apache-2.0 engine made of these addresses. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.x",
        "10.1.1.1, 10.1.1.x",
        "12.87.118.3, 12.87.118.x",
        "81.2.69.160, 81.2.69.x",
        "89.160.20.112:8080, 89.160.20.x",
        "175.16.199.1, 175.16.199.x",
        "2001:218::1, 2001:218:0:0:0:x:x:x"
    })
    void agreesWithAnotherEngine(String address, String masked) {
        assertThat(new AddressMask(1, 3).apply(address)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({".", "...", ":", ":::", "[", "]", "[]", "[]:", "%", "/", "1.2.3.4.", ".1.2.3.4", "::1.2.3", "1::2::3"})
    void takesAnyText(String text) {
        for (int octets = 1; octets <= 4; octets++) {
            for (int segments = 1; segments <= 8; segments++) {
                assertThat(new AddressMask(octets, segments).apply(text)).isNotNull();
            }
        }
    }
}
