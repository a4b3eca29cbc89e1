package dev.firn.topology.adjoin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.topology.flow.Origin;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lies in topics and stores is read by the next version, too. */
class AdBytesTest {

    private static final AdEvent CLICK =
            new AdEvent(AdKind.CLICK, "c-1", 1_000, "i-1", "{\"n\":1}".getBytes(UTF_8), null);
    private static final AdEvent CONVERSION =
            new AdEvent(AdKind.CONVERSION, "o-ü", 2_000, null, new byte[0], new Origin("in", 3, 42, 1));
    private static final Standing STANDING = new Standing(
            2,
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"),
            List.of(new Claim(AdKind.CLICK, "c-1"), new Claim(AdKind.IMPRESSION, "i-1")));

    @Test
    void recordsKeepTheirLayout() {
        assertThat(hex(AdBytes.toRecord(CLICK)))
                .isEqualTo("01" + "01" + "0003632d31" + "01" + "0003692d31" + "7b226e223a317d");
        assertThat(hex(AdBytes.toRecord(CONVERSION)))
                .isEqualTo("01" + "02" + "00046f2dc3bc" + "02" + "0002696e" + "00000003" + "000000000000002a"
                        + "00000001");
    }

    @Test
    void rowsKeepTheirLayout() {
        assertThat(hex(AdBytes.toRow(CLICK))).isEqualTo("01" + "01" + "0003692d31" + "7b226e223a317d");
        assertThat(hex(AdBytes.toRow(new Conversion(CONVERSION, STANDING))))
                .isEqualTo("01" + "00000002" + "000102030405060708090a0b0c0d0e0f"
                        + "00000002" + "01" + "0003632d31" + "00" + "0003692d31"
                        + "02" + "0002696e" + "00000003" + "000000000000002a" + "00000001");
    }

    @Test
    void storeKeysKeepTheirLayout() {
        // given
        MemoryStore store = new MemoryStore("ads");
        AdStore keys = new AdStore(store, rules());
        byte[] key = "anna".getBytes(UTF_8);

        // when
        keys.journey(key).add(CLICK);
        keys.remind(-1, key);

        // then
        assertThat(store.keys().stream().map(AdBytesTest::hex))
                .containsExactly(
                        "01" + "0004616e6e61" + "01" + "80000000000003e8" + "632d31",
                        "02" + "7fffffffffffffff" + "616e6e61");
    }

    @Test
    void readsWhatItWrote() {
        AdEvent click = AdBytes.ofRecord(AdBytes.toRecord(CLICK), CLICK.time());
        assertThat(click).usingRecursiveComparison().isEqualTo(CLICK);
        AdEvent conversion = AdBytes.ofRecord(AdBytes.toRecord(CONVERSION), CONVERSION.time());
        assertThat(conversion).usingRecursiveComparison().isEqualTo(CONVERSION);
        Conversion row = AdBytes.conversion("o-ü", 2_000, AdBytes.toRow(new Conversion(CONVERSION, STANDING)));
        assertThat(row).usingRecursiveComparison().isEqualTo(new Conversion(CONVERSION, STANDING));
    }

    @Test
    void refusesWhatANewerVersionWrote() {
        byte[] newer = AdBytes.toRecord(CLICK);
        newer[0] = 2;
        assertThatThrownBy(() -> AdBytes.ofRecord(newer, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("layout 2");
    }

    private static Rules rules() {
        return Rules.of(AdJoin.named("test").within(AdWindows.usual()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
