package dev.firn.enrichments.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetTargetTest {

    @TempDir
    Path folder;

    private AssetTarget target(Duration patience) {
        return new AssetTarget(folder.resolve("file"), 10, patience);
    }

    private static InputStream content(int length) {
        return new ByteArrayInputStream(new byte[length]);
    }

    @Test
    void takesWhatIsNotTooLong() throws IOException {
        target(Duration.ofMinutes(1)).receive(content(10), 10);
        target(Duration.ofMinutes(1)).receive(content(10), -1);
        assertThat(folder.resolve("file")).hasSize(10);
    }

    @Test
    void refusesWhatIsTooLongShortOrSlow() {
        AssetTarget target = target(Duration.ofMinutes(1));
        assertThatThrownBy(() -> target.receive(content(11), -1))
                .isInstanceOf(AssetTarget.TooLarge.class)
                .hasMessage("response larger than 10 bytes");
        assertThatThrownBy(() -> target.receive(content(1), 11)).isInstanceOf(AssetTarget.TooLarge.class);
        assertThatThrownBy(() -> target.receive(content(4), 5)).hasMessage("received 4 bytes instead of 5");
        assertThatThrownBy(() -> target(Duration.ofNanos(1)).receive(content(4), 4))
                .hasMessageStartingWith("not complete within");
    }

    @Test
    void beginsAnewForEachTry() throws IOException {
        AssetTarget target = target(Duration.ofMinutes(1));
        try (OutputStream first = target.open()) {
            first.write(new byte[9]);
            first.write(1);
            assertThatThrownBy(() -> first.write(1)).isInstanceOf(AssetTarget.TooLarge.class);
        }
        target.receive(content(3), 3);
        assertThat(Files.size(folder.resolve("file"))).isEqualTo(3);
    }
}
