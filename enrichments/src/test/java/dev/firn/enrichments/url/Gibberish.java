package dev.firn.enrichments.url;

import java.util.Random;
import java.util.function.Consumer;

/** Seeded texts made of pieces that matter to URIs, so that properties meet their edge cases often. */
public final class Gibberish {

    private static final String[] PIECES = {
        "a",
        "Z",
        "0",
        "9",
        "e",
        "=",
        "&",
        ";",
        "+",
        "-",
        ".",
        "_",
        "~",
        "/",
        "//",
        ":",
        "?",
        "#",
        "@",
        "%",
        "%20",
        "%E9",
        "%zz",
        "%4",
        "%2",
        "%F0%9F%98%80",
        "%C0%80",
        "%00",
        "[",
        "]",
        "{",
        "|",
        " ",
        "\t",
        "\n",
        "\\",
        "\"",
        "<",
        "^",
        "`",
        "$",
        "!",
        "'",
        "(",
        ")",
        "*",
        ",",
        "\u007f",
        "\u0080",
        "\u0081",
        "\u0085",
        "\u00a0",
        "\u00e9",
        "\u2003",
        "\u200b",
        "\ud55c",
        "\ud83d\ude00",
        "\ud800",
        "\uffff",
        "http",
        "https",
        "http://",
        "ex.com",
        "www.",
        ":80",
        ":99999",
        "::1",
        "-",
        "xn--"
    };

    private Gibberish() {}

    public static void forEach(long seed, int count, int maxPieces, Consumer<String> test) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(maxPieces + 1); n > 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            test.accept(text.toString());
        }
    }
}
