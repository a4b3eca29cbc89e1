package dev.firn.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembersTest {

    /** Any key that holds a list of objects. */
    private static final String LIST = "remote-adapters.services";

    private final Findings findings = new Findings(false);

    private <T> List<T> read(String list, Function<Members, ? extends @Nullable T> reader) {
        var value = ConfigFactory.parseString(
                        "value = " + list, ConfigParseOptions.defaults().setOriginDescription("firn.conf"))
                .getValue("value");
        return new NativeKeys(Map.of(LIST, value), findings).list(LIST, reader);
    }

    private List<String> texts() {
        return findings.list().stream()
                .map(finding -> finding.severity() + " " + finding.text())
                .toList();
    }

    @Test
    void readsWhatStandsThereAndElseTheDefault() {
        record Row(String name, boolean flag, int number, double share, Duration pause, List<String> words) {}

        List<Row> rows = read(
                "[{ name = a, flag = true, number = 7, share = 2.5, pause = 3 s, words = [x, y] }, { name = b, flag = null }]",
                members -> new Row(
                        members.required("name", "a name"),
                        members.flag("flag", false),
                        members.whole("number", 1, 1, 9),
                        members.share("share", 100, 100),
                        members.duration("pause", Duration.ofSeconds(1)),
                        members.texts("words")));

        assertThat(texts()).isEmpty();
        assertThat(rows)
                .containsExactly(
                        new Row("a", true, 7, 2.5, Duration.ofSeconds(3), List.of("x", "y")),
                        new Row("b", false, 1, 100, Duration.ofSeconds(1), List.of()));
    }

    @Test
    void tellsAllFaultsAtOnceAndWhereTheyAre() {
        read("[{ name = a }, { number = many, inner { share = 0 } }, 5]", members -> {
            members.required("name", "a name");
            members.whole("number", 1, 1, 9);
            return members.inner("inner", inner -> inner.share("share", 1, 100));
        });

        assertThat(texts())
                .containsExactly(
                        "ERROR firn.remote-adapters.services[1].name: required, but not set; expected: a name",
                        "ERROR firn.remote-adapters.services[1].number = many (firn.conf: 1): not readable;"
                                + " expected: a whole number from 1 to 9",
                        "ERROR firn.remote-adapters.services[1].inner.share = 0 (firn.conf: 1): out of range;"
                                + " expected: a number above 0, up to 100",
                        "ERROR firn.remote-adapters.services[2] = 5 (firn.conf: 1): not an object;"
                                + " expected: { name = value }");
    }

    @Test
    void warnsOfUnknownMembersAndGuessesWhatWasMeant() {
        read("[{ nmae = a, zebra = 1, inner { depht = 1 } }]", members -> {
            members.text("name", "");
            return members.inner("inner", inner -> inner.whole("depth", 1, 1, 9));
        });

        assertThat(texts())
                .containsExactlyInAnyOrder(
                        "WARNING firn.remote-adapters.services[0].inner.depht = 1 (firn.conf: 1): unknown key, ignored;"
                                + " expected: firn.remote-adapters.services[0].inner.depth",
                        "WARNING firn.remote-adapters.services[0].nmae = a (firn.conf: 1): unknown key, ignored;"
                                + " expected: firn.remote-adapters.services[0].name",
                        "WARNING firn.remote-adapters.services[0].zebra = 1 (firn.conf: 1): unknown key, ignored");
    }

    @Test
    void hidesSecretsInFindings() {
        read("[{ password = planted }]", members -> members.text("name", ""));

        assertThat(texts()).singleElement().asString().doesNotContain("planted");
    }

    @Test
    void refusesAnObjectWhereAListIsWanted() {
        assertThat(Fixtures.load(Fixtures.NATIVE + "firn.remote-adapters.services { a { url = x } }")
                        .errors())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("services.a.url = x", "not a list"));
    }

    @ParameterizedTest
    @CsvSource({"topci, topic", "helth.port, health.port", "fiter, filter", "zzz, ''", "a, ''", "colour, ''"})
    void guessesOnlyWhatIsNear(String word, String nearest) {
        assertThat(Spelling.nearest(word, List.of("topic", "health.port", "filter", "key")))
                .isEqualTo(nearest.isEmpty() ? null : nearest);
    }
}
