package dev.firn.enrichments.iab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangesTest {

    private static final long SEED = 20260106L;

    private static AddressRanges ranges(List<String> entries) {
        return AddressRanges.of(
                entries.stream().map(text -> new ListFile.Line("ipFile", text)).toList());
    }

    private static boolean contains(AddressRanges ranges, String address) {
        return ranges.contains(IpAddress.parse(address));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            132.52.0.0                     | 132.52.0.0                            | 132.52.120.0
            132.52.0.0/15                  | 132.52.0.0, 132.53.255.255            | 132.51.0.0, 132.54.0.0, 132.51.255.255
            217.152.89.223/27              | 217.152.89.223, 217.152.89.198, 217.152.89.192 | 217.152.89.191, 217.152.89.224
            127.0.0.223/1                  | 0.0.0.0, 127.255.255.255              | 128.0.0.0
            255.0.0.255/0                  | 210.162.5.0, 0.0.0.0, 255.255.255.255, ::ffff:1.2.3.4 | ::1, ffff::1, ::fffe:ffff:ffff
            89.205.228.130/31              | 89.205.228.130, 89.205.228.131        | 89.205.228.129, 89.205.228.132
            89.205.228.130/32              | 89.205.228.130                        | 89.205.228.129, 89.205.228.131
            1000:abcd:0:6119::dead:beef/64 | 1000:abcd:0:6119::0:0                 | 1000:abcd:0:6118::0:0, 1000:abcd:0:611a::
            1000:abcd:0:6119::0:0/0        | aaaa:bbbb:0:6119::0:0, ::             | 1.2.3.4
            ::9                            | ::9, 0:0:0:0:0:0:0:9                  | 147.1.9.93
            217.152.89.67/15               | 217.153.0.1                           | 1000:abcd:0:6119::dead:beef
            2001:db8::1                    | 2001:0db8:0:0:0:0:0:1                 | 2001:db8::2
            2001:db8::/127                 | 2001:db8::, 2001:db8::1               | 2001:db8::2
            ::ffff:1.2.3.0/120             | 1.2.3.4                               | 1.2.4.0
            ::ffff:0:0/90                  | ::fffe:0:0, ::ffc0:0:1                | 1.2.3.4, ::ff00:0:0
            64:ff9b:1:2:3:4:1.2.3.4        | 64:ff9b:1:2:3:4:102:304               | 1.2.3.4
            """)
    void holdsTheAddressesOfAnEntry(String entry, String inside, String outside) {
        AddressRanges ranges = ranges(List.of(entry));
        assertThat(inside.split(", ")).allMatch(address -> contains(ranges, address));
        assertThat(outside.split(", ")).noneMatch(address -> contains(ranges, address));
    }

    @Test
    void holdsNothingWithoutEntries() {
        assertThat(contains(ranges(List.of()), "1.2.3.4")).isFalse();
        assertThat(contains(ranges(List.of()), "::1")).isFalse();
    }

    @Test
    void holdsWhatAnyOfManyEntriesHolds() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            // given
            List<String> entries = new ArrayList<>();
            for (int i = random.nextInt(30); i > 0; i--) {
                entries.add(address(random) + "/" + (24 + random.nextInt(9)));
            }
            AddressRanges all = ranges(entries);
            List<AddressRanges> each =
                    entries.stream().map(entry -> ranges(List.of(entry))).toList();
            for (int i = 0; i < 100; i++) {
                // when
                String address = address(random);
                // then
                assertThat(contains(all, address))
                        .as("seed %s: %s in %s", SEED, address, entries)
                        .isEqualTo(each.stream().anyMatch(one -> contains(one, address)));
            }
        }
    }

    private static String address(Random random) {
        return "10.0." + random.nextInt(3) + "." + random.nextInt(256);
    }
}
