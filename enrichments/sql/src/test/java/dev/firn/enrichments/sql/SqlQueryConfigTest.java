package dev.firn.enrichments.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlQueryConfigTest {

    private static final String GOOD =
            """
            {"inputs":[{"placeholder":1,"pojo":{"field":"user_id"}}],
            "database":{"postgresql":{"host":"db","port":5432,"sslMode":true,"username":"u","password":"s3cret","database":"crm"}},
            "query":{"sql":"SELECT city FROM users WHERE id = ?"},
            "output":{"expectedRows":"AT_MOST_ONE","json":{"schema":"iglu:com.acme/user/jsonschema/1-0-0",
            "describes":"ALL_ROWS","propertyNames":"CAMEL_CASE"}},"cache":{"size":3000,"ttl":60}}""";

    @Test
    void readsTheSpecificationsExample() {
        SqlQueryConfig config = config(GOOD);
        assertThat(config.cacheSize()).isEqualTo(3000);
        assertThat(config.timeToLive()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.ignoreOnError()).isFalse();
        assertThat(config.inputs()).hasSize(1);
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "placeholder":1,         | `"other":1,`            | Placeholder is missing
            "placeholder":1          | `"placeholder":0`       | Placeholder must be greater than 1
            "placeholder":1          | `"placeholder":65`      | Placeholder must be greater than 1 and at most 64
            "pojo":{"field"          | `"pj":{"field"`         | Either json or pojo input must be specified
            "user_id"                | `"unknown_property"`    | expected the name of a column
            "postgresql":            | `"oracle":`             | Exactly one of parameters.database.postgresql and
            5432                     | 65536                   | parameters.database.postgresql.port is 65536
            "AT_MOST_ONE"            | `"SOME"`                | SOME is not valid ExpectedRowMode
            "ALL_ROWS"               | `"NO_ROWS"`             | NO_ROWS is not valid DescribeMode
            "CAMEL_CASE"             | `"KEBAB"`               | KEBAB is not valid PropertyName
            user/jsonschema/1-0-0    | user/jsonschema/1-0     | parameters.output.json.schema is iglu:com.acme/user/jsonschema/1-0
            "size":3000              | `"size":-1`             | parameters.cache.size is -1; expected 0 to
            "ttl":60                 | `"ttl":86401`           | parameters.cache.ttl is 86401; expected 0 to 86400
            "sql":                   | `"text":`               | Could not extract parameters.query.sql
            """)
    void refusesWhatItCannotUse(String part, String other, String expected) {
        assertThat(GOOD).contains(part);
        assertThatThrownBy(() -> config(GOOD.replace(part, other)))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "sql-query.connection-timeout, PT0.1S, between PT0.25S and PT1H",
        "sql-query.query-timeout, PT2H, between PT0.25S and PT1H",
        "sql-query.pool-size, 0, 1 or more",
        "sql-query.max-rows, x, a whole number",
        "sql-query.coerce-strings, maybe, true or false"
    })
    void refusesSettingsItCannotUse(String name, String value, String expected) {
        assertThatThrownBy(() -> SqlLimits.of(Settings.of(Map.of(name, value))))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(expected);
    }

    @Test
    void saysWhichDriverToAddForMysql() {
        assertThatThrownBy(() -> ConnectionPool.driver(List.of("com.acme.NoDriver")))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("com.acme.NoDriver")
                .hasMessageContaining("com.mysql:mysql-connector-j");
    }

    private static SqlQueryConfig config(String parameters) {
        return SqlQueryConfig.of(ConfigReader.parameters(Configs.parameters(parameters)));
    }
}
