package dev.firn.registry.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules one by one; the golden data have the odd corners. */
class StringFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    date-time | 2024-03-01T10:11:12Z          | true
                    date-time | 2024-03-01 10:11:12.345+01:00 | true
                    date-time | 2024-03-01T10:11Z             | true
                    date-time | 2024-03-01T10:11:12-03:30     | true
                    date-time | 2024-03-01T10:11:12           | false
                    date-time | 2023-02-29T10:11:12Z          | false
                    date-time | 2016-12-31T23:59:60Z          | true
                    date-time | 2020-12-31T23:59:60Z          | false
                    date-time | 2024-03-01T24:00:00Z          | false
                    date      | 2024-02-29                    | true
                    date      | 1900-02-29                    | false
                    date      | 2000-02-29                    | true
                    date      | +12024-01-01                  | true
                    uuid      | 123E4567-e89b-12d3-A456-426614174000 | true
                    uuid      | 123e4567e89b12d3a456426614174000     | false
                    uuid      | １23e4567-e89b-12d3-a456-426614174000 | false
                    uri       | iglu:com.acme/x/jsonschema/1-0-0     | true
                    uri       | http://[::1]:80/a?b=c#d              | true
                    uri       | http://a?q=[x]                       | false
                    uri       | /relative                            | false
                    uri       | http://a b                           | false
                    hostname  | a-b.c                                | true
                    hostname  | a_b.c                                | false
                    hostname  | ''                                   | false
                    ipv4      | 255.0.10.1                           | true
                    ipv4      | 255.0.10.01                          | false
                    ipv6      | ::ffff:1.2.3.4                       | true
                    ipv6      | 1:2:3:4:5:6:7::                      | true
                    ipv6      | fe80::1%eth0                         | false
                    email     | a@b.com                              | true
                    email     | ' a@b.com '                          | true
                    email     | a@b                                  | false
                    email     | a@b.zz                               | false
                    time      | 10:20:30.5                           | true
                    time      | 10:20:30Z                            | false
                    """)
    void accepts(String format, String value, boolean valid) {
        assertThat(StringFormat.named(format))
                .satisfies(known -> assertThat(known.accepts(value)).isEqualTo(valid));
    }

    @Test
    void knowsNoOtherNames() {
        assertThat(StringFormat.named("regex")).isNull();
        assertThat(StringFormat.named("strict-uri")).isNull();
    }

    @Test
    void decidesLongTextsQuickly() {
        String text = "a".repeat(5_000_000);
        for (StringFormat format : StringFormat.values()) {
            format.accepts(text);
            format.accepts("1" + text);
            format.accepts(text + "@" + text);
        }
    }
}
