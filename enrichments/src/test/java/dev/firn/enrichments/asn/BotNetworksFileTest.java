package dev.firn.enrichments.asn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotNetworksFileTest {

    @Test
    void readsTheFirstColumnBelowTheHeader() {
        BotNetworks networks = BotNetworksFile.read(
                """
                174,only a header to the reader
                612,"US | PRECISIONTECH, Inc"
                AS1442,
                as2611
                "3243","two
                lines, ""quoted"" twice"
                 64500 , blanks
                64501,6" pipes

                4200000000,too large for contexts
                0
                2147483647""");
        for (int number : List.of(612, 1442, 2611, 3243, 64500, 64501, 0, 2147483647)) {
            assertThat(networks.contains(number)).as("%d", number).isTrue();
        }
        assertThat(networks.contains(174)).isFalse();
        assertThat(networks.contains(-94967296)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"asn\r\n1\r\n2\r\n", "asn\n1\n2", "asn\r1\r2\r", "\n1\n\n2\n   \n"})
    void readsEveryKindOfLineEnd(String csv) {
        BotNetworks networks = BotNetworksFile.read(csv);
        assertThat(networks.contains(1)).isTrue();
        assertThat(networks.contains(2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "asn", "asn,name\n"})
    void readsNothingFromAFileWithoutRows(String csv) {
        assertThat(BotNetworksFile.read(csv).contains(0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`asn\n1\nx`, 3",
                "`asn,name\n1,\"a\nb\"\nname,2`, 4",
                "`asn\n,name`, 2",
                "`asn\n-1`, 2",
                "`asn\n1.5`, 2",
                "`asn\nAS`, 2",
                "`asn\n4294967296`, 2",
                "`asn\n12345678901`, 2",
                "`asn\n1\n2,\"open\n3\n4`, 3"
            })
    void namesTheLineOfWhatItCannotRead(String csv, int line) {
        assertThatThrownBy(() -> BotNetworksFile.read(csv))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line " + line + " ");
    }
}
