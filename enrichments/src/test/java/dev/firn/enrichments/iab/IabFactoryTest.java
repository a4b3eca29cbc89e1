package dev.firn.enrichments.iab;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IabFactoryTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ip_exclude_current_cidr.txt", "include_current.txt", "exclude_current.txt"})
    void refusesAMissingFile(String name) throws IOException {
        Lists.write(folder, "", "", "");
        Files.delete(folder.resolve(name));
        assertThatThrownBy(() -> Lists.enrichment(folder, ""))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\u0001',
            textBlock =
                    """
            a|1||0||0                 ; excludeUseragentFile, line 2: Invalid value of impression flag: ''; expected 0, 1 or 2
            a|1||0|x|0                ; excludeUseragentFile, line 2: Invalid value of impression flag: 'x'; expected 0, 1 or 2
            |1||0|1|0                 ; excludeUseragentFile, line 2: the pattern is empty
            "a|1||0|1|0               ; excludeUseragentFile, line 2: a quoted field has no end
            "a"b|1||0|1|0             ; excludeUseragentFile, line 2: there is text between a quoted field and the next pipe
            """)
    void refusesABadRecordOfARobot(String line, String reason) throws IOException {
        Lists.write(folder, "", "", "#\n" + line + "\n");
        assertThatThrownBy(() -> Lists.enrichment(folder, ""))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesABrowserWithoutPattern() throws IOException {
        Lists.write(folder, "", "\n|1|0", "");
        assertThatThrownBy(() -> Lists.enrichment(folder, ""))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("includeUseragentFile, line 2: the pattern is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            example.com     | expected an address or a prefix, not example.com
            1.2.3           | expected an address or a prefix, not 1.2.3
            1.2.3.4:80      | expected an address or a prefix, not 1.2.3.4:80
            [::1]           | expected an address or a prefix, not [::1]
            1.2.3.4/33      | expected a prefix length from 0 to 32, not 33
            1.2.3.4/        | expected a prefix length from 0 to 32, not
            1.2.3.4/-1      | expected a prefix length from 0 to 32, not -1
            ::1/129         | expected a prefix length from 0 to 128, not 129
            ::1/8/8         | expected a prefix length from 0 to 128, not 8/8
            """)
    void refusesWhatIsNoAddress(String line, String reason) throws IOException {
        Lists.write(folder, " 10.0.0.0/8 \n\n# ours\n" + line, "", "");
        assertThatThrownBy(() -> Lists.enrichment(folder, ""))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("ipFile, line 4: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"includeUseragents", "excludeUseragents"})
    void refusesAnEmptyText(String key) throws IOException {
        Lists.write(folder, "", "", "");
        assertThatThrownBy(() -> Lists.enrichment(folder, ", \"" + key + "\": [\"a\", \"\"]"))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("parameters." + key + " holds an empty text, which every user agent contains; take it out");
    }
}
