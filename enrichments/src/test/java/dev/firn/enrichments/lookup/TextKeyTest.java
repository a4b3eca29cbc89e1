package dev.firn.enrichments.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextKeyTest {

    @Test
    void isEqualForEqualTextsOnly() {
        for (String text : new String[] {"", "short", "x".repeat(512), "x".repeat(513), "x".repeat(100_000)}) {
            assertThat(TextKey.of(text))
                    .isEqualTo(TextKey.of(new String(text)))
                    .isNotEqualTo(TextKey.of(text + "y"))
                    .isNotEqualTo(TextKey.of(TextKey.of(text + "y").text()));
        }
    }

    @Test
    void staysSmall() {
        assertThat(TextKey.of("x".repeat(512)).text()).hasSize(512);
        assertThat(TextKey.of("x".repeat(1_000_000)).text()).hasSize(64);
    }

    @Test
    void doesNotShowTheText() {
        assertThat(TextKey.of("http://h/?token=planted").toString()).doesNotContain("planted");
    }
}
