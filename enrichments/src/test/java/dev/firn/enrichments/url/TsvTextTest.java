package dev.firn.enrichments.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TsvTextTest {

    @Test
    void replacesTabsAndDropsControls() {
        assertThat(TsvText.clean("Hi\t\u0002\uFFFD \bJo\t\u0002")).isEqualTo("Hi    \uFFFD Jo    ");
        assertThat(TsvText.clean("Hello\n")).isEqualTo("Hello");
        assertThat(TsvText.clean("a\u007fb\u0085c")).isEqualTo("ab\u0085c");
    }

    @Test
    void makesNothingNull() {
        assertThat(TsvText.clean(null)).isNull();
        assertThat(TsvText.clean("")).isNull();
        assertThat(TsvText.clean("\r\n\u0000")).isNull();
    }

    @Test
    void returnsCleanTextItself() {
        String text = "한 글 \u00a0";

        assertThat(TsvText.clean(text)).isSameAs(text);
    }
}
