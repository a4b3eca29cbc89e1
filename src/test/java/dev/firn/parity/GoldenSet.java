package dev.firn.parity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.config.NamedConfig;
import dev.firn.serdes.payload.FramedRecords;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One set of payloads under one set of enrichments, as the folder {@code golden} holds them.
 *
 * @param names of the payloads
 * @param good what the reference wrote, one event a line, in the payloads' order
 * @param bad the same of bad rows
 */
record GoldenSet(
        List<String> names, List<byte[]> payloads, List<NamedConfig> configs, List<String> good, List<String> bad) {

    private static final String CONFIGURED_ASSETS = "http://localhost/assets";

    /** @param assets where the files that the configurations name are served */
    static GoldenSet read(Path golden, String set, String config, String assets) throws IOException {
        Path folder = golden.resolve(set);
        List<byte[]> payloads = payloads(folder.resolve("payloads.bin"));
        return new GoldenSet(
                names(folder, set, payloads.size()),
                payloads,
                config.equals("none")
                        ? List.of()
                        : configs(golden.resolve("configs").resolve(config), assets),
                Files.readAllLines(folder.resolve(config + ".good.tsv")),
                Files.readAllLines(folder.resolve(config + ".bad.jsonl")));
    }

    private static List<byte[]> payloads(Path file) throws IOException {
        List<byte[]> payloads = new ArrayList<>();
        try (FramedRecords.Reader reader = FramedRecords.reader(new BufferedInputStream(Files.newInputStream(file)))) {
            for (byte[] record = reader.next(); record != null; record = reader.next()) {
                payloads.add(record);
            }
        }
        return payloads;
    }

    private static List<String> names(Path folder, String set, int count) throws IOException {
        List<String> names = new ArrayList<>();
        Path index = folder.resolve("payloads.json");
        if (Files.exists(index)) {
            for (JsonNode payload : RecordComparison.read(Files.readString(index))) {
                names.add(payload.get("name").asText());
            }
        }
        for (int i = names.size(); i < count; i++) {
            names.add(set + " " + (i + 1));
        }
        return names;
    }

    private static List<NamedConfig> configs(Path folder, String assets) throws IOException {
        List<NamedConfig> configs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file).replace(CONFIGURED_ASSETS, assets);
                configs.add(new NamedConfig(file.getFileName().toString(), RecordComparison.read(text)));
            }
        }
        return configs;
    }
}
