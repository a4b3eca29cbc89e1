package dev.firn.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaKeyTest {

    private static final long SEED = 20_261_122L;

    /** The definition; too slow to be the implementation. */
    private static final Pattern PATH =
            Pattern.compile("([a-zA-Z0-9-_.]+)/([a-zA-Z0-9-_]+)/([a-zA-Z0-9-_]+)/([0-9]*(?:-(?:[0-9]*)){2})");

    private static final Pattern VERSION = Pattern.compile("([1-9][0-9]*)-(0|[1-9][0-9]*)-(0|[1-9][0-9]*)");

    @Test
    void readsTheFourParts() {
        assertThat(SchemaKey.parse("iglu:com.acme-x.Y_1/Add-To_Cart/jsonschema/12-0-345"))
                .isEqualTo(Decoded.ok(
                        new SchemaKey("com.acme-x.Y_1", "Add-To_Cart", "jsonschema", new SchemaVer(12, 0, 345))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "iglu:",
                "com.acme/x/jsonschema/1-0-0",
                "IGLU:com.acme/x/jsonschema/1-0-0",
                "iglu://com.acme/x/jsonschema/1-0-0",
                "iglu:com.acme/x/jsonschema/1-0",
                "iglu:com.acme/x/jsonschema/1-0-?",
                "iglu:com.acme/x/jsonschema/1-0-*",
                "iglu:com.acme/x/jsonschema/1-0-0-0",
                "iglu:com.acme/x/jsonschema/1-0-0 ",
                "iglu:com.acme/x/jsonschema/1-0-0\n",
                "iglu:com.acme/x/jsonschema/",
                "iglu:com.acme/x.y/jsonschema/1-0-0",
                "iglu:com.acme/x/json.schema/1-0-0",
                "iglu:com.acme//jsonschema/1-0-0",
                "iglu:/x/jsonschema/1-0-0",
                "iglu:com.äcme/x/jsonschema/1-0-0",
                "iglu:com.acme/x/jsonschema/1-0-٣",
                "iglu:com.acme/x/jsonschema/a/1-0-0",
            })
    void refusesAnotherShapeAsNoIgluUri(String text) {
        assertThat(SchemaKey.parse(text)).isEqualTo(Decoded.invalid(ParseError.INVALID_IGLUURI));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"01-0-0", "0-0-0", "1-0-", "--", "0-1-", "1-00-0", "1-0-01", "99999999999-0-0", "1-0-2147483648"
            })
    void refusesNonsenseOfTheRightShapeAsNoVersion(String version) {
        assertThat(SchemaKey.parse("iglu:com.acme/x/jsonschema/" + version))
                .isEqualTo(Decoded.invalid(ParseError.INVALID_SCHEMAVER));
    }

    @Test
    void readsTheGreatestNumbersAnIntHolds() {
        assertThat(SchemaVer.parse("2147483647-2147483647-2147483647"))
                .isEqualTo(Decoded.ok(new SchemaVer(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)));
    }

    @Test
    void ordersVersionsByNumber() {
        assertThat(new SchemaVer(1, 0, 10)).isGreaterThan(new SchemaVer(1, 0, 9));
        assertThat(new SchemaVer(2, 0, 0)).isGreaterThan(new SchemaVer(1, 9, 9));
    }

    @Test
    void refusesAnotherShapeOfAPathAsNoSchema() {
        assertThat(SchemaKey.parsePath("com.acme/x/jsonschema/1-0-0")).isInstanceOf(Decoded.Ok.class);
        assertThat(SchemaKey.parsePath("com.acme/x/jsonschema")).isEqualTo(Decoded.invalid(ParseError.INVALID_SCHEMA));
        assertThat(SchemaKey.parsePath("com.acme/x/jsonschema/0-0-0"))
                .isEqualTo(Decoded.invalid(ParseError.INVALID_SCHEMAVER));
    }

    @Test
    void readsWhatTheRegularExpressionReads() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            String text = randomUri(random);
            assertThat(SchemaKey.parse(text)).as("seed %s: <%s>", SEED, text).isEqualTo(byRegex(text));
        }
    }

    private static Decoded<SchemaKey> byRegex(String uri) {
        Matcher m = PATH.matcher(uri.startsWith("iglu:") ? uri.substring(5) : "");
        if (!m.matches()) {
            return Decoded.invalid(ParseError.INVALID_IGLUURI);
        }
        Matcher v = VERSION.matcher(m.group(4));
        try {
            return v.matches()
                    ? Decoded.ok(new SchemaKey(
                            m.group(1),
                            m.group(2),
                            m.group(3),
                            new SchemaVer(
                                    Integer.parseInt(v.group(1)),
                                    Integer.parseInt(v.group(2)),
                                    Integer.parseInt(v.group(3)))))
                    : Decoded.invalid(ParseError.INVALID_SCHEMAVER);
        } catch (NumberFormatException e) {
            return Decoded.invalid(ParseError.INVALID_SCHEMAVER);
        }
    }

    /** A proper URI with up to three random edits. */
    private static String randomUri(Random random) {
        String[] vendors = {"com.acme", "a", "com.snowplowanalytics.snowplow", "A_b-c.D9"};
        String[] versions = {"1-0-0", "2-10-3", "0-0-0", "1-0-", "2147483647-0-0", "2147483648-0-0", "1-0-0-0", "01-0-0"
        };
        StringBuilder text = new StringBuilder("iglu:")
                .append(vendors[random.nextInt(vendors.length)])
                .append("/page_view/")
                .append(random.nextBoolean() ? "jsonschema" : "jsonschemas")
                .append('/')
                .append(versions[random.nextInt(versions.length)]);
        String alphabet = "aZ09-_./: ?*\n\0é٣[]^`@{\uD83D";
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            char c = alphabet.charAt(random.nextInt(alphabet.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, c);
                case 1 -> text.insert(at, c);
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme, com_acme",
        "Com.Acme-Shop_1, com_acme_shop_1",
    })
    void spellsVendorsAsLoadersDo(String vendor, String expected) {
        assertThat(new SchemaKey(vendor, "x", "jsonschema", new SchemaVer(1, 0, 0)).vendorSnake())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "web_page, web_page",
        "AddToCart, add_to_cart",
        "addToCart, add_to_cart",
        "HTTPHeader, httpheader",
        "PerformanceTiming, performance_timing",
        "get-HTTPHeader, get_httpheader",
        "a1B, a1_b",
        "A_B, a_b",
        "ga4-Event, ga4_event",
    })
    void spellsNamesAsLoadersDo(String name, String expected) {
        assertThat(new SchemaKey("v", name, "jsonschema", new SchemaVer(1, 0, 0)).nameSnake())
                .isEqualTo(expected);
    }
}
