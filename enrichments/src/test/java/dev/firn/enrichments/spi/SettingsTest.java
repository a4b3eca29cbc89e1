package dev.firn.enrichments.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final Settings settings = Settings.of(Map.of(
            "a.flag", "false",
            "a.number", "7",
            "a.time", "PT0.5S",
            "a.list", " x , y.z ",
            "a.text", "some words",
            "a.misspeled", "1"));

    @Test
    void readsWhatIsSet() {
        assertThat(settings.flag("a.flag", true)).isFalse();
        assertThat(settings.integer("a.number", 1)).isEqualTo(7);
        assertThat(settings.duration("a.time", Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.texts("a.list")).containsExactly("x", "y.z");
        assertThat(settings.text("a.text", "")).isEqualTo("some words");
    }

    @Test
    void givesTheDefaultOfWhatIsNot() {
        assertThat(Settings.NONE.flag("b", true)).isTrue();
        assertThat(Settings.NONE.integer("b", 3)).isEqualTo(3);
        assertThat(Settings.NONE.duration("b", Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
        assertThat(Settings.NONE.texts("b")).isEmpty();
        assertThat(Settings.NONE.text("b", "c")).isEqualTo("c");
    }

    @Test
    void tellsWhatNobodyAskedFor() {
        // when
        readsWhatIsSet();

        // then
        assertThat(settings.unread()).containsExactly("a.misspeled");
    }

    @Test
    void namesSettingValueAndExpectation() {
        assertThatThrownBy(() -> settings.integer("a.text", 1))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("Setting a.text is some words; expected a whole number");
        assertThatThrownBy(() -> settings.flag("a.number", true))
                .hasMessage("Setting a.number is 7; expected true or false");
        assertThatThrownBy(() -> settings.duration("a.number", Duration.ZERO))
                .hasMessage("Setting a.number is 7; expected a duration such as PT0.5S");
    }
}
