package dev.firn.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.app.dev.TopicReader;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.e2e.Await;
import dev.firn.e2e.Deployment;
import dev.firn.e2e.Oracle;
import dev.firn.e2e.Result;
import dev.firn.e2e.Source;
import dev.firn.e2e.Verdict;
import dev.firn.e2e.Verifier;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedJson;
import dev.firn.serdes.format.EnrichedTsv;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the outputs of {@link Scenario} must hold, worked out from the input topic: the pipeline called without Kafka, and
 * after it the contracts of deduplication and of the two joins, in a few lines and without the code that is tested.
 */
final class Outputs {

    static final List<String> NAMES = List.of("good", "bad", "copies", "json", "pings", "backup");

    /** Found in every app of the capture but one. */
    static final Map<String, String> TEAMS = Map.of(
            "my-app-id", "{\"team\":\"growth\"}", "docs-example", "{\"team\":\"docs\"}", "shop-web", "{\"team\":7}");

    private static final Pattern USER = Pattern.compile("duid(?:\":\"|=)([0-9a-f-]{36})");
    private static final String CONTEXTS = "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1";
    private static final Duration END_LIMIT = Duration.ofSeconds(150);

    private final Deployment deployment;
    private final Path enrichments;
    private final @Nullable JsonNode resolver;
    private final Predicate<JsonNode> accepted;

    /**
     * @param resolver null for the schemas that ship with Firn
     * @param accepted which bad rows may stand where the fault-free run has another result
     */
    Outputs(Deployment deployment, Path enrichments, @Nullable JsonNode resolver, Predicate<JsonNode> accepted) {
        this.deployment = deployment;
        this.enrichments = enrichments;
        this.resolver = resolver;
        this.accepted = accepted;
    }

    /** What is known of every second user of the capture. */
    static Map<String, String> users() {
        Set<String> all = new TreeSet<>();
        for (byte[] record : TrackerCapture.records()) {
            USER.matcher(new String(record, StandardCharsets.ISO_8859_1))
                    .results()
                    .forEach(id -> all.add(id.group(1)));
        }
        Map<String, String> features = new LinkedHashMap<>();
        int number = 0;
        for (String user : all) {
            if (number++ % 2 == 0) {
                features.put(user, "{\"segment\":" + number + "}");
            }
        }
        return features;
    }

    static String topic(Deployment deployment, String output) {
        return deployment.name() + "-" + output;
    }

    /** By output, what was found, after the last transaction has ended. The instances must have ended. */
    Map<String, Verdict> verdicts() {
        Map<String, Verifier> verifiers = new LinkedHashMap<>();
        NAMES.forEach(name -> verifiers.put(name, new Verifier()));
        try (TopicReader reader = new TopicReader(deployment.servers());
                Oracle oracle = new Oracle(deployment, enrichments, resolver)) {
            List<String> topics =
                    NAMES.stream().map(name -> topic(deployment, name)).toList();
            Await.until(
                    "end of all transactions",
                    END_LIMIT,
                    () -> reader.allTransactionsFinished(topics),
                    () -> reader.openTransactions().toString());
            expectAll(reader, oracle, verifiers);
            for (String name : NAMES) {
                reader.forEach(topic(deployment, name), record -> verifiers
                        .get(name)
                        .found(record.topic() + "/" + record.partition(), result(name, record)));
            }
        }
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        verifiers.forEach((name, verifier) -> verdicts.put(name, verifier.verdict()));
        return verdicts;
    }

    private void expectAll(TopicReader reader, Oracle oracle, Map<String, Verifier> verifiers) {
        Map<String, Result> standIns = acceptedBadRows(reader);
        Set<String> seen = new HashSet<>();
        Features features = new Features();
        reader.forEach(deployment.raw(), record -> {
            expect(verifiers, "backup", new Source(record.partition(), record.offset(), 0), result("backup", record));
            for (Oracle.Expectation one : oracle.results(record)) {
                Result standIn = standIns.get(one.badRowKey());
                EnrichedEvent event = one.event();
                if (standIn != null) {
                    expect(verifiers, "bad", one.source(), standIn);
                } else if (event == null) {
                    expect(verifiers, "bad", one.source(), one.result());
                } else if (!seen.add(String.valueOf(EnrichedTsv.text(event, AtomicField.EVENT_ID)))) {
                    expect(verifiers, "copies", one.source(), copy(event, one.timestamp()));
                } else {
                    EnrichedEvent joined = features.addTo(event);
                    expect(verifiers, "good", one.source(), oracle.changed(joined, one.timestamp()));
                    expect(verifiers, "json", one.source(), json(joined, one.timestamp()));
                    if ("page_ping".equals(EnrichedTsv.text(event, AtomicField.EVENT_NAME))) {
                        expect(verifiers, "pings", one.source(), row(joined, one.timestamp()));
                    }
                }
            }
        });
    }

    private static void expect(Map<String, Verifier> verifiers, String output, Source source, Result result) {
        verifiers.get(output).expect(source, result);
    }

    /** By key, those that a fault explains. */
    private Map<String, Result> acceptedBadRows(TopicReader reader) {
        Map<String, Result> found = new HashMap<>();
        reader.forEach(deployment.bad(), record -> {
            if (JsonText.parse(record.value()) instanceof ParsedJson.Json json && accepted.test(json.node())) {
                found.put(new String(record.key(), StandardCharsets.UTF_8), Result.bad(record));
            }
        });
        return found;
    }

    private static Result result(String output, ConsumerRecord<byte[], byte[]> record) {
        return switch (output) {
            case "good" -> Result.good(record);
            case "bad" -> Result.bad(record);
            case "json" ->
                Result.of(
                        JsonText.parse(record.value())
                                .fold(json -> json.path("event_id").asText(), message -> message),
                        record.timestamp(),
                        record.value());
            case "backup" ->
                Result.of(Integer.toString(Arrays.hashCode(record.value())), record.timestamp(), record.value());
            default -> Result.good(null, record.timestamp(), "", record.value());
        };
    }

    private static Result copy(EnrichedEvent event, long timestamp) {
        return row(event, timestamp);
    }

    private static Result row(EnrichedEvent event, long timestamp) {
        return Result.good(null, timestamp, "", EnrichedTsv.encode(event));
    }

    private static Result json(EnrichedEvent event, long timestamp) {
        Utf8Output out = new Utf8Output();
        EnrichedJson.FLATTENED.write(event, out);
        return Result.of(String.valueOf(EnrichedTsv.text(event, AtomicField.EVENT_ID)), timestamp, out.toByteArray());
    }

    /** Both joins, in their order. */
    private static final class Features {

        private final Map<String, String> users = users();

        EnrichedEvent addTo(EnrichedEvent event) {
            EnrichedEvent withUser = add(
                    event,
                    users.get(String.valueOf(EnrichedTsv.text(event, AtomicField.DOMAIN_USERID))),
                    "iglu:com.acme/user/jsonschema/1-0-0");
            return add(
                    withUser,
                    TEAMS.get(String.valueOf(EnrichedTsv.text(event, AtomicField.APP_ID))),
                    "iglu:com.acme/app/jsonschema/1-0-0");
        }

        private static EnrichedEvent add(EnrichedEvent event, @Nullable String feature, String schema) {
            if (feature == null) {
                return event;
            }
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            if (event.value(AtomicField.DERIVED_CONTEXTS) instanceof JsonNode before) {
                before.path("data").forEach(all::add);
            }
            JsonNode data = JsonText.parse(feature.getBytes(StandardCharsets.UTF_8))
                    .fold(json -> json, message -> {
                        throw new IllegalStateException(message);
                    });
            all.add(envelope(schema, data));
            return event.toBuilder()
                    .set(AtomicField.DERIVED_CONTEXTS, envelope(CONTEXTS, all))
                    .build();
        }

        private static ObjectNode envelope(String schema, JsonNode data) {
            ObjectNode envelope = JsonNodeFactory.instance.objectNode();
            envelope.put("schema", schema);
            envelope.set("data", data);
            return envelope;
        }
    }
}
