package dev.firn.enrichments.adapter.googleanalytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompositeNameTest {

    private static final Pattern SHAPE =
            Pattern.compile("(pr|promo|il|cd|cm|cg)(\\d+)([a-zA-Z]*)(\\d*)([a-zA-Z]*)(\\d*)");

    @ParameterizedTest
    @CsvSource({
        "pr12id, prid, IFpr=12",
        "pr12cd42, prcd, IFprcd=12 IFcd=42",
        "il12pi42id, ilpiid, IFilpi=12 IFpi=42",
        "il1pi2cd3, ilpicd, IFilpicd=1 IFpicd=2 IFcd=3",
        "promo1id, promoid, IFpromo=1",
        "cd0, cd, IFcd=0",
        "cm99999999999999999999, cm, IFcm=99999999999999999999",
    })
    void tellsWhatAParameterIsAndWhatItsNumbersCount(String name, String value, String indexes) {
        CompositeName parsed = Objects.requireNonNull(CompositeName.parse(name));

        assertThat(parsed.value()).isEqualTo(value);
        assertThat(parsed.indexes())
                .extracting(index -> index.name() + "=" + index.number())
                .containsExactly(indexes.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1pr", "px1", "pr1_", "pr1a2b3c", "pr1a2b3c4", "Pr1", "prcd1", "pr\u0661", "pr1 "})
    void refusesOtherNames(String name) {
        assertThat(CompositeName.parse(name)).isNull();
    }

    /** The scan is written out, as a regular expression of this shape would be tried on every name of every hit. */
    @Test
    void takesWhatTheExpressionTakes() {
        long seed = 20240817;
        Random random = new Random(seed);
        String[] parts = {"pr", "promo", "il", "pi", "cd", "cm", "cg", "1", "0", "42", "a", "Z", "_", "", "é"};
        for (int i = 0; i < 100_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int n = random.nextInt(8); n > 0; n--) {
                name.append(parts[random.nextInt(parts.length)]);
            }
            assertThat(CompositeName.parse(name.toString()) != null)
                    .as("seed %d: %s", seed, name)
                    .isEqualTo(SHAPE.matcher(name).matches());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "29.205, 29.2",
        "29.215, 29.22",
        "-0.005, -0.0",
        "-0.0051, -0.01",
        "0.001, 0.0",
        "1e-400, 0.0",
        "1e15, 1.0E15",
        "123456789012.345, 1.2345678901234E11",
    })
    void roundsMoneyToTwoPlaces(String text, String expected) {
        assertThat(Objects.requireNonNull(FieldType.MONEY.read(text)).doubleValue())
                .isEqualTo(Double.parseDouble(expected));
    }

    @Test
    void isNotSlowedDownByLongNumbers() {
        String long9s = "9".repeat(1_000_000);

        assertThat(FieldType.MONEY.read(long9s)).isNull();
        assertThat(FieldType.MONEY.read("1." + long9s)).isNotNull();
        assertThat(FieldType.MONEY.read("1e-" + long9s)).isNotNull();
        assertThat(FieldType.INTEGER.read(long9s)).isNull();
        assertThat(FieldType.DOUBLE.read("0." + long9s)).isNotNull();
    }
}
