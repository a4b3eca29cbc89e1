package dev.firn.topology.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.topology.flow.Origin;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bytes that lie in stores and changelogs of running applications: a change here needs a way for them. */
class StateLayoutTest {

    private static final long BUCKET = 1_700_000_000_000L;
    private static final String GOLDEN = "01" + "10" + "0cc175b9c0f1b6a831c399e269772661" + "ac02" + "03" + "8aa001"
            + "01" + "03" + "726177" + "00" + "00" + "00" + "01" + "00" + "01" + "74";

    private static final List<Occurrence> OCCURRENCES = List.of(
            new Occurrence(
                    Fingerprint.of("0cc175b9c0f1b6a831c399e269772661"), BUCKET + 300, new Origin("raw", 3, 20490, 1)),
            new Occurrence(Fingerprint.of(null), BUCKET, new Origin("t", 0, 1, 0)));

    @Test
    void occurrencesAreWrittenAsEver() {
        assertThat(HexFormat.of().formatHex(Occurrences.write(OCCURRENCES, BUCKET)))
                .isEqualTo(GOLDEN);
    }

    @Test
    void occurrencesOfLayoutOneAreRead() {
        List<Occurrence> all = Occurrences.read(HexFormat.of().parseHex(GOLDEN), BUCKET);

        assertThat(all).hasSize(2);
        assertThat(all.get(0).fingerprint()).isEqualTo(OCCURRENCES.get(0).fingerprint());
        assertThat(all.get(0).timestamp()).isEqualTo(BUCKET + 300);
        assertThat(all.get(0).origin()).isEqualTo(new Origin("raw", 3, 20490, 1));
        assertThat(all.get(1).fingerprint()).isEmpty();
        assertThat(all.get(1).origin()).isEqualTo(new Origin("t", 0, 1, 0));
    }

    @Test
    void anotherLayoutAndDamagedBytesAreRefused() {
        byte[] other = HexFormat.of().parseHex("02" + GOLDEN.substring(2));
        assertThatThrownBy(() -> Occurrences.read(other, BUCKET))
                .hasMessageContaining("of layout 2, but this version of Firn reads layout 1");
        byte[] cut = HexFormat.of().parseHex(GOLDEN.substring(0, 20));
        assertThatThrownBy(() -> Occurrences.read(cut, BUCKET)).hasMessageContaining("damaged");
    }

    @Test
    void largestNumbersAndLongestNamesFit() {
        Origin far = new Origin("t".repeat(249), Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
        List<Occurrence> all =
                Occurrences.read(Occurrences.write(List.of(new Occurrence(new byte[20], BUCKET, far)), BUCKET), BUCKET);

        assertThat(all.get(0).origin()).isEqualTo(far);
    }

    @Test
    void keysAreWrittenAsEver() {
        assertThat(HexFormat.of().formatHex(IdKey.of("c6ef3124-b53a-4b13-a233-0088f79dcbcb")))
                .isEqualTo("c6ef3124b53a4b13a2330088f79dcbcb");
        assertThat(HexFormat.of().formatHex(IdKey.of("abc"))).isEqualTo("61626300000000000000000000000000" + "0d");
        assertThat(IdKey.of("x".repeat(144))).hasSize(145).endsWith((byte) 'x', (byte) 0);
        assertThat(IdKey.of("x".repeat(145))).hasSize(33).endsWith((byte) -1);
        assertThat(HexFormat.of().formatHex(IdKey.CLOCK)).isEqualTo("6669726e2d636c6f636b00");
    }

    @Test
    void differentIdsHaveDifferentKeys() {
        List<String> ids = List.of(
                "c6ef3124-b53a-4b13-a233-0088f79dcbcb",
                "C6EF3124-B53A-4B13-A233-0088F79DCBCB",
                "C6ef3124-b53a-4b13-a233-0088f79dcbcb",
                "c6ef3124b53a4b13a2330088f79dcbcb",
                "c6ef3124-b53a-4b13-a2330088f79dcbcb-",
                "g6ef3124-b53a-4b13-a233-0088f79dcbcb",
                "\u00e66ef3124-b53a-4b13-a233-0088f79dcbcb",
                "firn-clock",
                "firn-clock\0",
                "a",
                "a\0",
                "a\0\0",
                "0123456789abcdef",
                "0123456789abcdef\0",
                "x".repeat(33),
                "x".repeat(144),
                "x".repeat(145),
                "x".repeat(146));
        Set<String> keys = new HashSet<>();
        ids.forEach(id -> keys.add(Arrays.toString(IdKey.of(id))));
        keys.add(Arrays.toString(IdKey.CLOCK));

        assertThat(keys).hasSize(ids.size() + 1);
    }

    @Test
    void fingerprintsAreWrittenAsEver() {
        assertThat(HexFormat.of().formatHex(Fingerprint.of("0cc175b9c0f1b6a831c399e269772661")))
                .isEqualTo("0cc175b9c0f1b6a831c399e269772661");
        assertThat(HexFormat.of().formatHex(Fingerprint.of("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a3");
        assertThat(Fingerprint.of("")).isEmpty();
        assertThat(Fingerprint.of("0CC175b9c0f1b6a831c399e269772661")).hasSize(20);
    }
}
