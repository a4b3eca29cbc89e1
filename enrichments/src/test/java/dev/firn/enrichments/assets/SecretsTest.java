package dev.firn.enrichments.assets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
        http://h/p?a=1&b=2                                | http://h/p?a=1&b=2
        http://h/p?appid=x&q=1                            | http://h/p?appid=***&q=1
        http://h/p?app_id=x                               | http://h/p?app_id=***
        http://h/p?ApiKey=x#f                             | http://h/p?ApiKey=***#f
        http://h/p?api_key=x;token=y                      | http://h/p?api_key=***;token=***
        http://h/p?edition_id=City&license_key=x&suffix=z | http://h/p?edition_id=City&license_key=***&suffix=z
        http://h/p?sv=1&sig=a%2Bb%3D&se=2                 | http://h/p?sv=1&sig=***&se=2
        http://h/p?X-Amz-Credential=a&X-Amz-Signature=b   | http://h/p?X-Amz-Credential=***&X-Amz-Signature=***
        http://h/p?X-Amz-Security-Token=a&design=b        | http://h/p?X-Amz-Security-Token=***&design=b
        http://h/p?key=a&monkey=b&password=               | http://h/p?key=***&monkey=b&password=***
        https://user:pass@h/p                             | https://***@h/p
        https://user:p@ss@h/p?mail=a@b                    | https://***@h/p?mail=a@b
        https://user@h/p                                  | https://user@h/p
        cannot read "http://h?token=x y" or so            | cannot read "http://h?token=*** y" or so
        """,
            delimiter = '|')
    void hidesWhatIsSecretAndNothingElse(String text, String shown) {
        assertThat(Secrets.hide(text)).isEqualTo(shown);
    }
}
