package dev.firn.enrichments.iplookups;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.address.IpAddress;
import dev.firn.enrichments.spi.Configs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** MaxMind's test databases and what they were made of. */
final class TestDatabases {

    /** A line of what a database was made of. */
    record Entry(IpAddress first, int prefix, JsonNode record) {

        private static Entry of(JsonNode line) {
            String[] network = line.get("network").textValue().split("/");
            IpAddress address = IpAddress.parse(network[0]);
            int prefix = Integer.parseInt(network[1]);
            // Databases hold IPv4 at the very start of IPv6.
            return address.isIpv4()
                    ? new Entry(unmapped(address), prefix + 96, line.get("record"))
                    : new Entry(address, prefix, line.get("record"));
        }

        boolean contains(IpAddress address) {
            IpAddress other = unmapped(address);
            return prefix <= 64
                    ? (first.high() ^ other.high()) >>> (64 - prefix) == 0
                    : first.high() == other.high() && (first.low() ^ other.low()) >>> (128 - prefix) == 0;
        }

        private static IpAddress unmapped(IpAddress address) {
            return address.isIpv4() ? new IpAddress(0, address.low() & 0xFFFF_FFFFL) : address;
        }
    }

    private TestDatabases() {}

    static Path file(String name) {
        try {
            return Path.of(TestDatabases.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Entry> entries(String database) {
        try {
            List<Entry> entries = new ArrayList<>();
            for (String line : Files.readAllLines(file(database + "-Test.jsonl"))) {
                entries.add(Entry.of(Configs.json(line)));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record of the smallest network that holds the address; of equal ones the last. */
    static @Nullable JsonNode record(List<Entry> entries, IpAddress address) {
        Entry best = null;
        for (Entry entry : entries) {
            if (entry.contains(address) && (best == null || entry.prefix() >= best.prefix())) {
                best = entry;
            }
        }
        return best == null ? null : best.record();
    }

    /** Parameters that name these databases, {@code KEY=FILE}. */
    static String parameters(String... databases) {
        StringBuilder json = new StringBuilder("{");
        for (String database : databases) {
            String[] parts = database.split("=", 2);
            Path file = parts[1].startsWith("/") ? Path.of(parts[1]) : file(parts[1]);
            json.append(json.length() > 1 ? "," : "")
                    .append("\"%s\": {\"uri\": \"%s\", \"database\": \"%s\"}"
                            .formatted(parts[0], file.getParent().toUri(), file.getFileName()));
        }
        return json.append("}").toString();
    }
}
