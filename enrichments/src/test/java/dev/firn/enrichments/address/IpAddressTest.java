package dev.firn.enrichments.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    private static final long SEED = 20260103L;

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4,                       1.2.3.4",
        "0.0.0.0,                       0.0.0.0",
        "255.255.255.255,               255.255.255.255",
        "1.2.3.4:8080,                  1.2.3.4",
        "1.2.3.4:0,                     1.2.3.4",
        "1.2.3.4:65535,                 1.2.3.4",
        "2001:db8::1,                   2001:db8:0:0:0:0:0:1",
        "2001:DB8::ABCD,                2001:db8:0:0:0:0:0:abcd",
        "[2001:db8::1],                 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1]:8080,            2001:db8:0:0:0:0:0:1",
        "::,                            0:0:0:0:0:0:0:0",
        "::1,                           0:0:0:0:0:0:0:1",
        "1::,                           1:0:0:0:0:0:0:0",
        "1:2:3:4:5:6:7:8,               1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::,               1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8,               0:2:3:4:5:6:7:8",
        "1:2:3::8,                      1:2:3:0:0:0:0:8",
        "fe80::1%eth0,                  fe80:0:0:0:0:0:0:1",
        "[fe80::1%25eth0]:443,          fe80:0:0:0:0:0:0:1",
        "::ffff:81.2.69.160,            81.2.69.160",
        "::FFFF:5102:45a0,              81.2.69.160",
        "[::ffff:81.2.69.160]:80,       81.2.69.160",
        "0:0:0:0:0:ffff:81.2.69.160,    81.2.69.160",
        "::81.2.69.160,                 0:0:0:0:0:0:5102:45a0",
        "64:ff9b::192.0.2.33,           64:ff9b:0:0:0:0:c000:221"
    })
    void readsAddresses(String text, String expected) {
        assertThat(IpAddress.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "localhost",
                "example.com",
                "example.com:80",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3.4",
                "1..3.4",
                "010.1.1.1",
                "00.1.1.1",
                "0x7f.1",
                "0x7f.0.0.1",
                "16909060",
                "1.2.3.4/24",
                "1.2.3.256",
                "1.2.3.1234",
                "1.2.3.-4",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.4:",
                "1.2.3.4:x",
                "1.2.3.4:65536",
                "1.2.3.4:123456",
                "1.2.3.4:80:80",
                "1.2.3.4:-1",
                "[1.2.3.4]",
                "1.2.3.4%eth0",
                "\u0661.2.3.4",
                ":",
                ":::",
                "::1::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "1:2:3:4:5:6:7:",
                ":1:2:3:4:5:6:7",
                "12345::",
                "g::",
                "::g",
                "::1 ",
                " ::1",
                "::1/64",
                "::1.2.3",
                "::1.2.3.4.5",
                "::1.2.3.4:80",
                "::01.2.3.4",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "[::1",
                "::1]",
                "[]",
                "[::1]x",
                "[::1]:",
                "[::1]:x",
                "[::1]:65536",
                "[::1]80",
                "[[::1]]",
                "[",
                "]",
                "%",
                "%eth0",
                "[%]:1",
                ":%::1",
                "\uFF11::1"
            })
    void readsNothingElse(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @Test
    void takesBothSpellingsOfAnIpv4AddressAsOne() {
        IpAddress plain = IpAddress.parse("81.2.69.160");
        IpAddress mapped = IpAddress.parse("::ffff:81.2.69.160");
        assertThat(plain).isEqualTo(mapped).hasSameHashCodeAs(mapped);
        assertThat(plain.isIpv4()).isTrue();
        assertThat(plain.toBytes()).containsExactly(81, 2, 69, 160);
        assertThat(IpAddress.parse("::81.2.69.160").isIpv4()).isFalse();
    }

    @Test
    void ordersAddressesAsUnsignedNumbers() {
        assertThat(IpAddress.parse("200.0.0.0")).isGreaterThan(IpAddress.parse("100.0.0.0"));
        assertThat(IpAddress.parse("ffff::")).isGreaterThan(IpAddress.parse("1::"));
        assertThat(IpAddress.parse("1::ffff:0:0:0")).isGreaterThan(IpAddress.parse("1::1:0:0:0"));
    }

    /** The JDK is asked only for what is an address for sure, as it resolves names. */
    @Test
    void agreesWithTheJdkOnRandomAddresses() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = random.nextInt(3) == 0 ? 0 : bytes[j];
            }
            InetAddress expected = InetAddress.getByAddress(bytes);
            String text = shorten(expected.getHostAddress());
            assertThat(IpAddress.parse(text).toInetAddress()).as(text).isEqualTo(expected);
        }
    }

    @Test
    void givesAnAnswerToAnyText() {
        Random random = new Random(SEED);
        String letters = "0123456789abcdefABCDEF.:[]%/x -\u0661";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(20); j > 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            IpAddress address = IpAddress.parse(text.toString());
            if (address != null) {
                assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
            }
        }
    }

    private static String shorten(String address) {
        String shorter = address.replaceFirst("(^|:)0(:0)+(:|$)", "::");
        return address.indexOf(':') < 0 ? address : shorter;
    }
}
