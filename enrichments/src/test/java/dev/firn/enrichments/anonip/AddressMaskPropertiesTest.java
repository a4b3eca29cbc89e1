package dev.firn.enrichments.anonip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On random addresses in random spellings. */
class AddressMaskPropertiesTest {

    private static final long SEED = 20260102L;
    private static final int ROUNDS = 20_000;

    private final Random random = new Random(SEED);

    @Test
    void masksExactlyTheOctetsAskedFor() {
        for (int round = 0; round < ROUNDS; round++) {
            // given
            int octets = 1 + random.nextInt(4);
            int[] address = IntStream.range(0, 4).map(i -> random.nextInt(256)).toArray();
            // when
            String masked = new AddressMask(octets, 1).apply(dotted(address));
            // then
            String kept = Arrays.stream(address)
                    .limit(4 - octets)
                    .mapToObj(o -> o + ".")
                    .collect(Collectors.joining());
            assertThat(masked).as("seed %d", SEED).startsWith(kept);
            assertThat(masked.chars().filter(c -> c == 'x').count()).isEqualTo(octets);
            assertThat(Ipv4.parse(masked.replace('x', '1'), 0)).isNotNegative();
        }
    }

    @Test
    void masksExactlyTheSegmentsAskedForInEverySpelling() {
        for (int round = 0; round < ROUNDS; round++) {
            // given
            int kept = random.nextInt(8);
            int[] address = segments();
            // when
            String masked = new AddressMask(1, 8 - kept).apply(spelled(address));
            // then
            String expected = IntStream.range(0, 8)
                    .mapToObj(i -> i < kept ? Integer.toHexString(address[i]) : "x")
                    .collect(Collectors.joining(":"));
            assertThat(masked).as("seed %d", SEED).isEqualTo(expected);
        }
    }

    @Test
    void seesTheIpv4AddressInEverySpellingOfAMappedOne() {
        for (int round = 0; round < ROUNDS; round++) {
            // given
            int[] address = {0, 0, 0, 0, 0, 0xFFFF, random.nextInt(0x10000), random.nextInt(0x10000)};
            AddressMask mask = new AddressMask(1 + random.nextInt(4), 1 + random.nextInt(8));
            // when
            String masked = mask.apply(spelled(address));
            // then
            assertThat(masked).as("seed %d", SEED).isEqualTo("::FFFF:" + mask.apply(Ipv4.text(address[6], address[7])));
        }
    }

    @Test
    void neverShowsTheLastSegmentOfABrokenAddress() {
        for (int round = 0; round < ROUNDS; round++) {
            // given: an address whose last segment is beef, and something in it, but not in a double colon
            int[] address = segments();
            address[7] = 0xBEEF;
            String text = compressed(address);
            int at = random.nextInt(text.length() - 4);
            at = text.startsWith(":", at) ? 0 : at;
            String broken = text.substring(0, at) + "zg:. ;%/]_".charAt(random.nextInt(10)) + text.substring(at);
            // when
            String masked = new AddressMask(1 + random.nextInt(4), 1 + random.nextInt(8)).apply(broken);
            // then
            assertThat(masked).as("seed %d, %s", SEED, broken).doesNotContain("beef");
        }
    }

    @Test
    void neverThrowsAndNeverGrowsMuch() {
        String alphabet = "::..[]%/0129afFx, ";
        for (int round = 0; round < ROUNDS; round++) {
            // given
            String text = IntStream.range(0, random.nextInt(30))
                    .mapToObj(i -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
                    .collect(Collectors.joining());
            // when
            String masked = new AddressMask(1 + random.nextInt(4), 1 + random.nextInt(8)).apply(text);
            // then
            assertThat(masked.length()).as("seed %d, %s", SEED, text).isLessThanOrEqualTo(text.length() * 2 + 40);
        }
    }

    /** With many zeros, but not mapped. */
    private int[] segments() {
        int[] address = IntStream.range(0, 8)
                .map(i -> random.nextInt(3) == 0 ? 0 : random.nextInt(0xBEEF))
                .toArray();
        address[0] = 1 + random.nextInt(0xBEEE);
        return address;
    }

    private String spelled(int[] address) {
        String text =
                switch (random.nextInt(4)) {
                    case 0 -> full(address);
                    case 1 -> compressed(address);
                    case 2 -> compressed(address).toUpperCase(Locale.ROOT);
                    default -> withDottedTail(address);
                };
        return switch (random.nextInt(5)) {
            case 0 -> "[" + text + "]";
            case 1 -> "[" + text + "]:" + random.nextInt(65536);
            case 2 -> text + "%eth0";
            case 3 -> text + "/64";
            default -> text;
        };
    }

    private static String full(int[] address) {
        return Arrays.stream(address).mapToObj("%04x"::formatted).collect(Collectors.joining(":"));
    }

    /** With the first run of zeros, of whatever length, written as a double colon. */
    private static String compressed(int[] address) {
        int from = 0;
        while (from < 8 && address[from] != 0) {
            from++;
        }
        int to = from;
        while (to < 8 && address[to] == 0) {
            to++;
        }
        return from == 8 ? hex(address, 0, 8) : hex(address, 0, from) + "::" + hex(address, to, 8);
    }

    private static String withDottedTail(int[] address) {
        return hex(address, 0, 6) + ":" + Ipv4.text(address[6], address[7]);
    }

    private static String hex(int[] address, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Integer.toHexString(address[i]))
                .collect(Collectors.joining(":"));
    }

    private static String dotted(int[] octets) {
        return Arrays.stream(octets).mapToObj(String::valueOf).collect(Collectors.joining("."));
    }
}
