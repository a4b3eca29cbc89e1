package dev.firn.enrichments.apirequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTemplateTest {

    private static final List<String> KEYS = List.of("user", "time");

    private static UrlTemplate template(String text) {
        return UrlTemplate.parse(text, KEYS, Settings.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            http://host:8123/{{  user }}/foo/{{ time}}/{{user}} | http://host:8123/admin/foo/November+2015/admin
            https://host/?t={{time}}#{{user}}                   | https://host/?t=November+2015#admin
            http://host/plain                                   | http://host/plain
            http://host?{{user}}={{user}}                       | http://host?admin=admin
            http://host/{{user}}{{time}}                        | http://host/adminNovember+2015
            """)
    void putsValuesInTheirPlaces(String template, String url) {
        assertThat(template(template).expand(new String[] {"admin", "November 2015"}))
                .isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            a b                      | a+b
            2014-11-10T08:38:30.000Z | 2014-11-10T08%3A38%3A30.000Z
            a/b?c&d=e#f%             | a%2Fb%3Fc%26d%3De%23f%25
            $1 \\\\ {{time}}         | %241+%5C%5C+%7B%7Btime%7D%7D
            \u00e9\uD83D\uDE00       | %C3%A9%F0%9F%98%80
            -_.*~                    | -_.*%7E
            ``                       | ``
            """)
    void encodesValuesAsForms(String value, String encoded) {
        String url = template("http://host/{{user}}").expand(new String[] {value, "x"});
        assertThat(url).isEqualTo("http://host/" + encoded);
        assertThat(URI.create(url)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            http://host/{{nobody}}          | parameters.api.http.uri has a place for {{nobody}}, which is not the key of an input; keys are [user, time]
            http://host/{{user              | parameters.api.http.uri has a place for {{}}, which is not the key of an input; keys are [user, time]
            http://host/{user}              | parameters.api.http.uri has a brace that belongs to no {{key}}
            http://host/}}                  | parameters.api.http.uri has a brace that belongs to no {{key}}
            http://{{user}}/                | parameters.api.http.uri has a {{key}} in front of its path; scheme, host and port must be written out
            http://host{{user}}/            | parameters.api.http.uri has a {{key}} in front of its path; scheme, host and port must be written out
            http://host:8{{user}}           | parameters.api.http.uri has a {{key}} in front of its path; scheme, host and port must be written out
            {{user}}://host/                | parameters.api.http.uri has a {{key}} in front of its path; scheme, host and port must be written out
            ftp://host/{{user}}             | parameters.api.http.uri is not an http or https URL
            http://host/a b?token=planted   | parameters.api.http.uri is not a valid URL
            """)
    void refusesWhatCannotBecomeAUrl(String template, String message) {
        assertThatThrownBy(() -> template(template))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage(message);
    }

    @Test
    void refusesPrivateAddressesWhenAskedTo() {
        Settings strict = Settings.of(Map.of("lookups.refuse-private-addresses", "true"));
        assertThatThrownBy(() -> UrlTemplate.parse("http://10.0.0.1/{{user}}", KEYS, strict))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith("parameters.api.http.uri is in a private network");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            http://host/a/{{user}}/b         | ..    | true
            http://host/a/{{user}}           | .     | true
            http://host/a/{{user}}?x         | ..    | true
            http://host/a/{{user}}{{user}}/b | .     | true
            http://host/a/{{user}}/b         | ...   | false
            http://host/a/{{user}}/b         | ..a   | false
            http://host/a/{{user}}/b         | a..   | false
            http://host/a?p=/{{user}}/b      | ..    | false
            http://host/../{{user}}/b        | ..    | false
            """)
    void noticesValuesThatLeadOutOfTheFolder(String template, String value, boolean misled) {
        UrlTemplate parsed = template(template);
        assertThat(parsed.isMisled(parsed.expand(new String[] {value, "x"}))).isEqualTo(misled);
    }
}
