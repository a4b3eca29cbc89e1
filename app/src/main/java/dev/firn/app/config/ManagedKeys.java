package dev.firn.app.config;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys of Kafka that this application sets itself. A user's value has no effect, and is told so. */
final class ManagedKeys {

    private static final String BYTES = "records are read and written as bytes";
    private static final String HANDLER = "failures become bad rows";
    private static final String GROUP = "the group is firn.application-id";
    private static final String COMMIT = "offsets are committed with the results";
    private static final String EXACTLY_ONCE = "exactly-once processing needs it";

    private static final Set<String> NO_CLIENT = Set.of("");
    private static final Set<String> CONSUMERS =
            Set.of("", "consumer.", "main.consumer.", "restore.consumer.", "global.consumer.");
    private static final Set<String> PRODUCER = Set.of("", "producer.");

    /**
     * One row.
     *
     * @param clients prefixes under which the key is managed
     * @param ours the value that is used, if it is a constant: to set just that is no fault
     */
    private record Row(String key, Set<String> clients, List<String> ours, String why) {}

    private static final List<Row> ROWS = List.of(
            row("application.id", NO_CLIENT, GROUP),
            row("bootstrap.servers", NO_CLIENT, "the servers are firn.kafka.bootstrap-servers"),
            row("default.key.serde", NO_CLIENT, BYTES),
            row("default.value.serde", NO_CLIENT, BYTES),
            row("deserialization.exception.handler", NO_CLIENT, HANDLER),
            row("default.deserialization.exception.handler", NO_CLIENT, HANDLER),
            row("processing.exception.handler", NO_CLIENT, HANDLER),
            row("production.exception.handler", NO_CLIENT, HANDLER),
            row("default.production.exception.handler", NO_CLIENT, HANDLER),
            row("group.id", CONSUMERS, GROUP),
            row("key.deserializer", CONSUMERS, BYTES),
            row("value.deserializer", CONSUMERS, BYTES),
            row("enable.auto.commit", CONSUMERS, COMMIT, "false"),
            row("isolation.level", CONSUMERS, EXACTLY_ONCE, "read_committed"),
            row("key.serializer", PRODUCER, BYTES),
            row("value.serializer", PRODUCER, BYTES),
            row("enable.idempotence", PRODUCER, EXACTLY_ONCE, "true"),
            row("transactional.id", PRODUCER, "it begins with firn.application-id"),
            row("acks", PRODUCER, EXACTLY_ONCE, "all", "-1"));

    private ManagedKeys() {}

    private static Row row(String key, Set<String> clients, String why, String... ours) {
        return new Row(key, clients, List.of(ours), why);
    }

    /** Takes the managed keys out of native ones. */
    static void remove(Map<String, ConfigValue> given, Findings findings) {
        given.entrySet().removeIf(entry -> {
            String key = StreamsSettings.streamsKey(entry.getKey());
            Row row = key == null ? null : row(key);
            if (row == null) {
                return false;
            }
            if (row.ours().contains(Tree.text(entry.getValue()))) {
                findings.note(entry.getKey(), entry.getValue(), "not needed: " + row.why());
            } else {
                findings.warning(entry.getKey(), entry.getValue(), "ignored: " + row.why());
            }
            return true;
        });
    }

    private static @Nullable Row row(String key) {
        String client = KafkaKeys.prefix(key);
        String bare = KafkaKeys.bare(key);
        return ROWS.stream()
                .filter(row -> row.key().equals(bare) && row.clients().contains(client))
                .findFirst()
                .orElse(null);
    }
}
