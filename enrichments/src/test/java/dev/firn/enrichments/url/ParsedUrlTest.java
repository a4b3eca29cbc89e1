package dev.firn.enrichments.url;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.url.ParsedUrl.Unparseable;
import dev.firn.enrichments.url.ParsedUrl.Url;
import java.net.URI;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedUrlTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "http://www.psychicbazaar.com/oracles/119-psycards-deck.html?view=print#detail,"
                        + " http, www.psychicbazaar.com, 80, /oracles/119-psycards-deck.html, view=print, detail",
                "https://www.lancs.ac.uk#footer, https, www.lancs.ac.uk, 443, ``, -, footer",
                "http://www.nbnz.co.nz:440/login.asp, http, www.nbnz.co.nz, 440, /login.asp, -, -",
                "http://www.ex_ample.com/x, http, -, 80, /x, -, -",
                "file:///Users/x, file, -, 80, /Users/x, -, -",
                "file:///C:/x/y.html, file, -, 80, /C:/x/y.html, -, -",
                "foo, -, -, 80, foo, -, -",
                "http://u:p@ex.com:99999/, http, ex.com, 99999, /, -, -",
                "http://ex.com:99999/, http, ex.com, 99999, /, -, -",
                "http://ex.com:/, http, ex.com, 80, /, -, -",
                "https://ex.com:, https, ex.com, 443, ``, -, -",
                "http://ex.com:123456/, http, ex.com, 123456, /, -, -",
                "http://ex.com:12345678901/, http, -, 80, /, -, -",
                "http://ex.com:8x/, http, -, 80, /, -, -",
                "HTTPS://EX.com/, HTTPS, EX.com, 80, /, -, -",
                "http://1.2.3.4/, http, 1.2.3.4, 80, /, -, -",
                "http://[::1]:8080/, http, [::1], 8080, /, -, -",
                "http://ex.com./, http, ex.com., 80, /, -, -",
                "http://ex.com?, http, ex.com, 80, ``, ``, -",
                "http://ex.com/#, http, ex.com, 80, /, -, ``",
                "http://ex.com/?a#b?c/d, http, ex.com, 80, /, a, b?c/d",
                "http://localhost/a, http, localhost, 80, /a, -, -",
                "android-app://com.google.android.gm/, android-app, com.google.android.gm, 80, /, -, -",
                "mailto:a@b.c, mailto, -, 80, -, -, -",
                "about:blank, about, -, 80, -, -, -",
                "//ex.com/x, -, ex.com, 80, /x, -, -",
                "`http://www.google.com/search?q=%0Agateway%09oracle&hl=en`, http, www.google.com, 80, /search,"
                        + " q=%0Agateway%09oracle&hl=en, -",
            })
    void splitsAddresses(
            String text, String scheme, String host, int port, String path, String query, String fragment) {
        assertThat(ParsedUrl.parse(text)).isEqualTo(new Url(text, scheme, host, port, path, query, fragment));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "`http://ex.com/sp a ce` http://ex.com/sp%20a%20ce",
                "http://ex.com/?q=a|b http://ex.com/?q=a%7Cb",
                "http://ex.com/a%zz http://ex.com/a%25zz",
                "http://ex.com/?a=% http://ex.com/?a=%25",
                "http://ex.com/#a#b http://ex.com/#a%23b",
                "http://e.com/a?b=c#d|e=f&g/h?i http://e.com/a?b=c#d%7Ce%3Df%26g%2Fh%3Fi",
                "http://e.com/?a=%2B+| http://e.com/?a=++%7C",
                "http://e.com/?a=b;c=d| http://e.com/?a=b%3Bc%3Dd%7C",
                "`http://ex.com/\u00e9 x|y` http://ex.com/%C3%A9%20x%7Cy",
                "http://ex.com/\u00e9 http://ex.com/\u00e9",
                "http://ex.com/?a[]=1&b=${x} http://ex.com/?a%5B%5D=1&b=%24%7Bx%7D",
                "http://ex.com/?a[]=1 http://ex.com/?a[]=1",
                "http://shop.example/a|b?x={y}^z http://shop.example/a%7Cb?x=%7By%7D%5Ez",
                "https://shop.example/?utm_source=%zz&x=% https://shop.example/?utm_source=%25zz&x=%25",
                "http://u|v:p{@ex.com/ http://u%7Cv:p%7B@ex.com/",
                "http://ex.com/%FF| http://ex.com/%EF%BF%BD%7C",
                "http://ex.com/{/|/ http://ex.com/%7B/%7C/",
                "http://ex.com/?a|&&b http://ex.com/?a%7C&&b",
                "foo|bar foo%7Cbar",
                "mailto:a|b mailto:a%7Cb",
            })
    void repairsAddresses(String text, String repaired) {
        assertThat(ParsedUrl.parse(text))
                .isInstanceOfSatisfying(Url.class, url -> assertThat(url.text()).isEqualTo(repaired));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://ex.com\\a", "http://[::1/a", "http://[bad", "1:x y|"})
    void givesUpOnAddressesBeyondRepair(String text) {
        assertThat(ParsedUrl.parse(text)).isInstanceOf(Unparseable.class);
    }

    @Test
    void tellsBothReasons() {
        assertThat(ParsedUrl.parse("http://[bad"))
                .isEqualTo(new Unparseable(
                        "Provided URI [http://[bad] could not be parsed, neither by Java parsing (error:"
                                + " [Expected closing bracket for IPv6 address at index 11: http://[bad]) nor by Scala parsing"
                                + " (error: [Expected closing bracket for IPv6 address at index 11: http://[bad])."));
    }

    @Test
    void takesTheEmptyAddress() {
        assertThat(ParsedUrl.parse("")).isEqualTo(new Url("", null, null, 80, "", null, null));
    }

    /** Whatever the quick reader understands, it understands like the JDK. */
    @Test
    void readsCommonAddressesLikeTheJdk() {
        int[] common = {0};
        for (String start : new String[] {"http://", "https://ex", "ftp://www.ex.com", "http://a-b.c9:80/", ""}) {
            Gibberish.forEach(start.length(), 40_000, 6, rest -> {
                String text = start + rest;
                Url url = CommonUrl.parse(text);
                if (url != null) {
                    common[0]++;
                    if (!url.equals(viaJdk(text))) {
                        throw new AssertionError("not as the JDK reads it: " + url);
                    }
                }
            });
        }
        assertThat(common[0]).isGreaterThan(5_000);
    }

    private static Url viaJdk(String text) {
        try {
            URI uri = new URI(text);
            int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
            return new Url(
                    uri.toString(),
                    uri.getScheme(),
                    uri.getHost(),
                    port,
                    uri.getRawPath(),
                    uri.getRawQuery(),
                    uri.getRawFragment());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void leavesNothingIllegalInARepairedAddress() {
        Gibberish.forEach(5, 50_000, 8, text -> {
            if (!(ParsedUrl.parse("http://ex.com/" + text) instanceof Url url)
                    || !URI.create(url.text()).toString().equals(url.text())) {
                throw new AssertionError("beyond repair: " + text);
            }
        });
    }
}
