package dev.firn.app.config;

import com.typesafe.config.ConfigValue;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the outputs: the sections that Snowplow's users know, and the list of further ones. */
final class OutputsReader {

    private static final String COLUMN_RULE = "a column of an enriched event, such as domain_userid";
    private static final Map<String, EventFormat> EVENT_FORMATS =
            Map.of("tsv", EventFormat.TSV, "json", EventFormat.JSON, "flat-json", EventFormat.FLAT_JSON);

    private final NativeKeys keys;
    private final Findings findings;
    private final List<Placed<Output>> rows;

    OutputsReader(NativeKeys keys, Findings findings) {
        this.keys = keys;
        this.findings = findings;
        this.rows = keys.list("outputs", row -> new Placed<>(row, OutputReader.read(row)));
    }

    /** The rows of the list. */
    List<Placed<Output>> rows() {
        return rows;
    }

    /** The topic of a section; empty when it has none. */
    String topicOf(StreamId section) {
        return keys.text("output." + section + ".topic");
    }

    @Nullable
    ConfigValue given(String key) {
        return keys.given(key);
    }

    /** @param collector whether there are events at all */
    FirnConfig.Outputs read(boolean collector) {
        List<@Nullable Output> all = new ArrayList<>();
        all.add(events(StreamId.GOOD, collector && !isListed(StreamId.GOOD)));
        all.add(section(StreamId.BAD, !isListed(StreamId.BAD)));
        all.add(events(StreamId.INCOMPLETE, false));
        all.add(events(StreamId.PII, false));
        rows.forEach(row -> all.add(row.made()));
        all.removeIf(output -> output == null);
        return new FirnConfig.Outputs(keys.whole("output.max-record-bytes", 1000, Integer.MAX_VALUE), all);
    }

    private boolean isListed(StreamId source) {
        return rows.stream().anyMatch(row -> row.made().source().equals(source));
    }

    /** Null without a topic. */
    private @Nullable Output section(StreamId source, boolean required) {
        String key = "output." + source + ".topic";
        String topic = required ? keys.required(key, TopicNames.RULE) : keys.text(key);
        if (topic.isEmpty() || !TopicNames.check(key, topic, keys, findings)) {
            return null;
        }
        return Output.to(topic).named(source.toString()).from(source);
    }

    private @Nullable Output events(StreamId source, boolean required) {
        String section = "output." + source + ".";
        Output plain = section(source, required);
        AtomicField partitionKey = partitionKey(section + "partition-key");
        AtomicField[] headers = headers(section + "headers");
        EventFormat format = keys.choice(section + "format", EVENT_FORMATS);
        return plain == null
                ? null
                : plain.keyedBy(partitionKey).withHeaders(headers).as(format);
    }

    private @Nullable AtomicField partitionKey(String key) {
        String column = keys.optional(key);
        AtomicField field = column == null ? null : AtomicField.ofColumn(column);
        if (column != null && field == null) {
            findings.error(key, keys.given(key), "Kafka partition key [" + column + "] is invalid", COLUMN_RULE);
        }
        return field;
    }

    private AtomicField[] headers(String key) {
        List<String> unknown = new ArrayList<>();
        List<AtomicField> fields = new ArrayList<>();
        for (String column : keys.texts(key)) {
            AtomicField field = AtomicField.ofColumn(column);
            if (field == null) {
                unknown.add(column);
            } else {
                fields.add(field);
            }
        }
        if (!unknown.isEmpty()) {
            String names = String.join(",", unknown);
            findings.error(key, keys.given(key), "Kafka headers [" + names + "] are invalid", COLUMN_RULE);
        }
        return fields.toArray(new AtomicField[0]);
    }
}
