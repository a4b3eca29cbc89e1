package dev.firn.sinks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.NewTopics;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.TopicRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** The rows of {@code k8s/connectors/outputs.conf}. */
final class ShippedOutputs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ShippedOutputs() {}

    static List<Output> load() {
        Config file = ConfigFactory.parseFile(
                ShippedConnector.folder().resolve("outputs.conf").toFile());
        return file.getConfigList("firn.outputs").stream()
                .map(ShippedOutputs::output)
                .toList();
    }

    private static Output output(Config row) {
        Output output = Output.routed(topic(row)).named(row.getString("name"));
        if (row.hasPath("flatten")) {
            output = output.flattened(rules(row.getConfig("flatten")));
        }
        return output.as(EventFormat.valueOf(
                        row.getString("format").replace('-', '_').toUpperCase(Locale.ROOT)))
                .keyedBy(column(row.getString("key")))
                .withHeaders(row.getStringList("headers").stream()
                        .map(ShippedOutputs::column)
                        .toArray(AtomicField[]::new));
    }

    private static TopicRule topic(Config row) {
        if (!row.hasPath("topic-pattern")) {
            return TopicRule.constant(row.getString("topic"));
        }
        return TopicRule.template(row.getString("topic"), row.getString("topic-pattern"))
                .withMissing(row.getString("topic-missing"))
                .creating(NewTopics.defaults());
    }

    private static FlattenRules rules(Config flatten) {
        try {
            return FlattenRules.of(JSON.readTree(flatten.root().render(ConfigRenderOptions.concise())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AtomicField column(String name) {
        return AtomicField.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
