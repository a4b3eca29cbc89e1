package dev.firn.topology.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;

/** A driver's own place for state stores, so that tests at the same time do not meet. Gone when closed. */
final class StateFolder implements AutoCloseable {

    private final Path folder;

    StateFolder() {
        try {
            folder = Files.createTempDirectory("firn-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configuration of Streams: as in production where that makes a difference without a broker. */
    Properties config(Map<String, String> overrides) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "firn-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none.invalid:9092");
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        config.putAll(overrides);
        return config;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
