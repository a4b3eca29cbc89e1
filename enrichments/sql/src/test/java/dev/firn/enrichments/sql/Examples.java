package dev.firn.enrichments.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.spi.Results;
import dev.firn.enrichments.spi.Settings;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Map;

/** The table, the query and the events of the worked examples. */
final class Examples {

    static final String SCHEMA = "iglu:com.acme/user/jsonschema/1-0-0";

    static final List<String> TABLE = List.of(
            "CREATE TABLE sce_enrichment_test (city VARCHAR(50), date_time VARCHAR(50), name VARCHAR(50),"
                    + " speed NUMERIC(4,1), aux VARCHAR(50), country VARCHAR(50), pk INTEGER)",
            "INSERT INTO sce_enrichment_test VALUES"
                    + " ('New York', '2016-02-07T10:10:00.000Z', 'eve', 2.5, 'ue_test_ny', 'USA', 3),"
                    + " ('Krasnoyarsk', '2016-01-07T10:10:34.000Z', 'alice', 10.0, 'ue_test_krsk', 'Russia', 1),"
                    + " ('London', '2016-01-08T10:00:34.000Z', 'bob', 25.0, 'ue_test_london', 'England', 2),"
                    + " ('Milton', '2016-01-08T10:00:34.000Z', 'boris', 25.0, 'ue_test_milton', 'US', 4)");

    static final String QUERY = "SELECT city, country, pk FROM sce_enrichment_test"
            + " WHERE city = ? AND date_time = ? AND name = ? AND speed = ? AND aux = ?;";

    static final String INPUTS =
            """
            {"placeholder":1,"pojo":{"field":"geo_city"}},
            {"placeholder":2,"json":{"field":"derived_contexts","jsonPath":"$.dt",
             "schemaCriterion":"iglu:org.openweathermap/weather/jsonschema/*-*-*"}},
            {"placeholder":3,"pojo":{"field":"user_id"}},
            {"placeholder":3,"json":{"field":"contexts","jsonPath":"$.userId",
             "schemaCriterion":"iglu:com.snowplowanalytics.snowplow/client_session/jsonschema/1-*-*"}},
            {"placeholder":4,"json":{"field":"contexts","jsonPath":"$.speed",
             "schemaCriterion":"iglu:com.snowplowanalytics.snowplow/geolocation_context/jsonschema/1-1-*"}},
            {"placeholder":5,"json":{"field":"unstruct_event","jsonPath":"$.applicationName",
             "schemaCriterion":"iglu:com.snowplowanalytics.monitoring.kinesis/app_initialized/jsonschema/1-0-0"}}""";

    private Examples() {}

    static EventFixture event(String city, String time, String user, String speed, String application) {
        return EventFixture.event()
                .with(AtomicField.GEO_CITY, city)
                .with(AtomicField.USER_ID, user)
                .derivedContext(json("org.openweathermap/weather/jsonschema/1-0-0", "{\"dt\":\"" + time + "\"}"))
                .context(json(
                        "com.snowplowanalytics.snowplow/geolocation_context/jsonschema/1-1-0",
                        "{\"speed\":" + speed + "}"))
                .unstructEvent(json(
                        "com.snowplowanalytics.monitoring.kinesis/app_initialized/jsonschema/1-0-0",
                        "{\"applicationName\":\"" + application + "\"}"));
    }

    static EventFixture krasnoyarsk() {
        return event("Krasnoyarsk", "2016-01-07T10:10:34.000Z", "alice", "10.0", "ue_test_krsk");
    }

    static EventFixture london(String user) {
        return event("London", "2016-01-08T10:00:34.000Z", user, "25.0", "ue_test_london");
    }

    static EventFixture newYork() {
        return event("New York", "2016-02-07T10:10:00.000Z", "eve", "2.5", "ue_test_ny");
    }

    static SelfDescribingJson session(String user) {
        return json("com.snowplowanalytics.snowplow/client_session/jsonschema/1-0-1", "{\"userId\":\"" + user + "\"}");
    }

    private static SelfDescribingJson json(String schema, String data) {
        return new SelfDescribingJson(SchemaKey.of("iglu:" + schema), Configs.json(data));
    }

    /** A look-up whose answers are remembered for a minute. */
    static Enrichment lookup(String database, String inputs, String sql, String rows, String describes, String names) {
        return lookup(database, inputs, sql, rows, describes, names, false, Map.of());
    }

    static Enrichment lookup(
            String database,
            String inputs,
            String sql,
            String rows,
            String describes,
            String names,
            boolean ignoreOnError,
            Map<String, String> settings) {
        Resources resources = Configs.RESOURCES.with(Settings.of(settings));
        return new SqlQueryFactory()
                .create(
                        Configs.parameters(
                                parameters(database, inputs, sql, rows, describes, names, SCHEMA, ignoreOnError)),
                        resources);
    }

    static String parameters(
            String database,
            String inputs,
            String sql,
            String rows,
            String describes,
            String names,
            String schema,
            boolean ignoreOnError) {
        return """
                {"inputs":[%s],"database":%s,"query":{"sql":%s},"output":{"expectedRows":"%s",
                "json":{"schema":"%s","describes":"%s","propertyNames":"%s"}},
                "cache":{"size":100,"ttl":60},"ignoreOnError":%s}"""
                .formatted(
                        inputs,
                        database,
                        JsonText.write(TextNode.valueOf(sql)),
                        rows,
                        schema,
                        describes,
                        names,
                        ignoreOnError);
    }

    /** The data of the contexts attached. */
    static List<String> data(Enrichment lookup, EventView event) {
        EnrichmentResult result = lookup.enrich(event);
        return Results.contexts(result).stream()
                .map(SelfDescribingJson::data)
                .map(Examples::text)
                .toList();
    }

    private static String text(JsonNode data) {
        return JsonText.write(data);
    }

    /** The texts of the failures. */
    static List<String> errors(EnrichmentResult result) {
        return ((EnrichmentResult.Failed) result)
                .messages().stream()
                        .map(message -> ((FailureMessage.Simple) message).error())
                        .toList();
    }
}
