package dev.firn.enrichments.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.firn.registry.json.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            http://h/p?appid=K1&x=1                  | http://h/p?appid=***&x=1
            http://h/p?x=1&APP_ID=K1                 | http://h/p?x=1&APP_ID=***
            http://h/p?apikey=K1#f                   | http://h/p?apikey=***#f
            see [http://h/p?api_key=K1] for more     | see [http://h/p?api_key=***] for more
            ?access_token=K1&refresh_token=K2        | ?access_token=***&refresh_token=***
            ?password=                               | ?password=***
            Authorization: Basic eHh4Onl5eQ==        | Authorization: ***
            {"authorization":"Bearer K1","a":1}      | {"authorization":"***","a":1}
            http://me:K1@h/p                         | http://***@h/p
            key known%2Fkey in a text: known/key     | key *** in a text: ***
            nothing to hide: http://h/p?q=token      | nothing to hide: http://h/p?q=token
            """)
    void masks(String text, String masked) {
        assertThat(Secrets.of(List.of("known/key", "")).mask(text)).isEqualTo(masked);
    }

    @Test
    void masksThemInsideJson() {
        String secret = "pa\"ss\\w\u00f6rd";
        assertThat(Secrets.of(List.of(secret)).mask(JsonText.write(TextNode.valueOf("is " + secret + "!"))))
                .isEqualTo("\"is ***!\"");
    }

    @Test
    void masksTheLongestFirst() {
        assertThat(Secrets.of(List.of("abc", "abcdef")).mask("abcdef abc")).isEqualTo("*** ***");
    }

    @Test
    void cutsAfterMasking() {
        assertThat(Secrets.of(List.of("abcdef")).mask("12345 abcdef", 10)).isEqualTo("12345 ***");
    }

    @Test
    void findsTheSecretsOfAUrl() {
        assertThat(Secrets.in("https://u:p@h/x?a=1&appid=K1&b=2&access_token=K2&token="))
                .containsExactlyInAnyOrder("u:p", "K1", "K2");
    }

    @Test
    @Timeout(10)
    void isQuickWithHostileTexts() {
        String text = "token=://authorization".repeat(50_000);
        assertThat(Secrets.of(List.of("hidden")).mask(text)).hasSizeLessThan(text.length());
    }

    @Test
    void doesNotShowThemItself() {
        assertThat(Secrets.of(List.of("abc")).toString()).doesNotContain("abc");
    }
}
