package dev.firn.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String PLANTED = "Pl4nted";

    @TempDir
    Path folder;

    @Test
    void showsNoSecretAnywhere() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), PLANTED + "\n");
        String text = Fixtures.NATIVE
                + """
                firn {
                  streams {
                    "ssl.key.password" = PLANTED1
                    "ssl.keystore.key" = PLANTED2
                    "sasl.jaas.config" = "m required password=\\"PLANTED3\\";"
                    "my.API.Key" = PLANTED4
                    "schema.registry.url" = "https://user:PLANTED5@registry.local/x"
                    "my.own" = { file = "FILE" }
                    nested { credentials { user = PLANTED6 } }
                  }
                  kafka.producer { "sasl.oauthbearer.token.endpoint.url" = PLANTED7, "custom.Secret" = PLANTED8 }
                  kafka.consumer { "interceptor.salt" = PLANTED9, "proxy" = "http://PLANTED10@host:1" }
                  remote-adapters.services = [{ vendor = v, version = "1", url = "http://u:PLANTED11@h/p?token=PLANTED12" }]
                  health.port = "PLANTED-not-a-port-but-shown"
                  password = PLANTED13
                }
                """
                        .replace("PLANTED", PLANTED)
                        .replace("FILE", file.toString());

        ConfigReport broken = Fixtures.load(text);
        ConfigReport good = Fixtures.load(text.replaceAll(".*not-a-port.*", ""));

        assertThat(good.errors()).isEmpty();
        assertThat(good.effective()).contains("my.own").doesNotContain(PLANTED);
        assertThat(good.effectiveJson()).doesNotContain(PLANTED);
        assertThat(good.findings().toString()).doesNotContain(PLANTED);
        assertThat(good.config().orElseThrow().toString()).doesNotContain(PLANTED);
        StreamsSettings streams = good.streams().orElseThrow();
        assertThat(streams.toString()).doesNotContain(PLANTED);
        assertThat(streams.properties()).containsEntry("my.own", PLANTED);
        assertThat(streams.text().replaceAll("my\\.own = .*", "")).doesNotContain(PLANTED);
        assertThat(broken.errors()).singleElement().satisfies(finding -> assertThat(finding.text())
                .contains("not-a-port"));
    }

    @Test
    void saysWhichSecretFileIsMissing() {
        assertThat(Fixtures.load(Fixtures.NATIVE + "firn.streams.\"ssl.key.password\" = { file = \"/no/such\" }")
                        .errors())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("Cannot read file: /no/such"));
    }

    @ParameterizedTest
    @CsvSource({"a, a", "'a\n', a", "'a\r\n', a", "'a\n\n', 'a\n'", "' a ', ' a '", "'', ''", "'\n', ''"})
    void takesOneLineBreakOffASecretFile(String content, String secret) throws IOException {
        Path file = Files.writeString(folder.resolve("s"), content);

        ConfigReport report = Fixtures.load(
                Fixtures.NATIVE + "firn.streams.\"sasl.jaas.config\" = ${?X}",
                Map.of("FIRN__streams__sasl__jaas__config", "{ file = \"" + file + "\" }"));

        assertThat(report.config().orElseThrow().kafka().streams()).containsEntry("sasl.jaas.config", secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sasl.jaas.config", "producer.ssl.truststore.password", "ssl.keystore.certificate.chain", "API_KEY",
                "data.parameters.pseudonymization.salt", "apikey", "x.Credentials.y", "private-key"
            })
    void hidesTellingKeys(String key) {
        assertThat(Secrets.mask(key, "v")).isEqualTo(Secrets.MASK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"partition-key", "ssl.protocol", "linger.ms", "topics", "ssl.truststore.location"})
    void showsOtherKeys(String key) {
        assertThat(Secrets.mask(key, "v")).isEqualTo("v");
    }

    @ParameterizedTest
    @CsvSource({
        "http://u:p@h/x@y, http://******@h/x@y",
        "http://h/x@y, http://h/x@y",
        "jdbc:postgresql://h/d?user=u&password=p&ssl=1, jdbc:postgresql://h/d?user=u&password=******&ssl=1",
        "a b c, a b c"
    })
    void hidesPasswordsInsideOfTexts(String text, String shown) {
        assertThat(Secrets.mask("url", text)).isEqualTo(shown);
    }
}
