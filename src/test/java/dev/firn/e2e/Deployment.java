package dev.firn.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a user deploys: a configuration, enrichments, topics.
 *
 * @param name the application id
 * @param folder where configuration, state and outputs of the processes go
 * @param settings keys of Firn's dialect, below {@code firn}
 */
public record Deployment(String name, Path folder, String servers, Map<String, String> settings) {

    static final String RAW = "raw";
    static final String GOOD = "good";
    static final String BAD = "bad";

    private static final Map<String, String> QUICK = Map.of(
            "streams.\"num.stream.threads\"", "2",
            "streams.\"commit.interval.ms\"", "200",
            "streams.\"processing.guarantee\"", "exactly_once_v2",
            "kafka.producer.\"transaction.timeout.ms\"", "5000",
            "kafka.consumer.\"session.timeout.ms\"", "3000",
            "kafka.consumer.\"heartbeat.interval.ms\"", "500",
            "kafka.consumer.\"max.poll.records\"", "100",
            "output.good.partition-key", "domain_userid",
            "output.good.headers", "[app_id, event_name]",
            "health.port", "0");

    public Deployment {
        settings = Map.copyOf(settings);
    }

    /** One whose recoveries are quick, because sessions and transactions time out within seconds. */
    static Deployment of(String name, Path folder, String servers) {
        return new Deployment(name, folder, servers, QUICK);
    }

    /** The same with a setting, key in Firn's dialect below {@code firn}. */
    public Deployment with(String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(key, value);
        return new Deployment(name, folder, servers, all);
    }

    public String raw() {
        return name + "-" + RAW;
    }

    public String good() {
        return name + "-" + GOOD;
    }

    public String bad() {
        return name + "-" + BAD;
    }

    /** Writes the configuration of an instance and returns its file. */
    public Path config(String instance) {
        List<String> lines = new ArrayList<>(List.of(
                "application-id = " + name,
                "kafka.bootstrap-servers = \"" + servers + "\"",
                "input.topics = " + raw(),
                "output.good.topic = " + good(),
                "output.bad.topic = " + bad(),
                "streams.\"state.dir\" = \"" + folder.resolve("state-" + instance) + "\""));
        settings.forEach((key, value) -> lines.add(key + " = " + value));
        try {
            return Files.writeString(
                    folder.resolve(instance + ".hocon"), "firn {\n  " + String.join("\n  ", lines) + "\n}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of enrichments that all deployments of these tests use. */
    public static Path enrichments() {
        return resource("enrichments");
    }

    /** A file or folder among the resources of these tests. */
    public static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(Deployment.class.getResource("/e2e/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts an instance as {@code firn run} does; instances of one name share a state folder. */
    FirnProcess start(String instance) {
        return start(instance, instance);
    }

    /** @param output name of the files with what it prints */
    FirnProcess start(String instance, String output) {
        return FirnProcess.start(
                folder,
                output,
                "run",
                "--config",
                config(instance).toString(),
                "--enrichments",
                enrichments().toString());
    }
}
