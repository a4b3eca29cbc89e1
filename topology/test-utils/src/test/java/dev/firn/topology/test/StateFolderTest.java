package dev.firn.topology.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StateFolderTest {

    @Test
    void leavesNoFilesBehind() throws IOException {
        // given
        StateFolder folder = new StateFolder();
        Path path = Path.of(folder.config(Map.of()).getProperty(StreamsConfig.STATE_DIR_CONFIG));
        Files.writeString(Files.createDirectories(path.resolve("app/0_0")).resolve("store"), "state");

        // when
        folder.close();

        // then
        assertThat(path).doesNotExist();
    }

    @Test
    void settingsOfTheTestWin() {
        try (StateFolder folder = new StateFolder()) {
            Properties config = folder.config(Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "mine"));

            assertThat(config)
                    .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "mine")
                    .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        }
    }
}
