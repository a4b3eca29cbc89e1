package dev.firn.enrichments.iab;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configurations of lists that tests write into a folder. */
final class Lists {

    private Lists() {}

    static void write(Path folder, String addresses, String include, String exclude) throws IOException {
        Files.writeString(folder.resolve("ip_exclude_current_cidr.txt"), addresses, StandardCharsets.ISO_8859_1);
        Files.writeString(folder.resolve("include_current.txt"), include, StandardCharsets.ISO_8859_1);
        Files.writeString(folder.resolve("exclude_current.txt"), exclude, StandardCharsets.ISO_8859_1);
    }

    /** @param more members of the parameters, with a comma in front */
    static Enrichment enrichment(Path folder, String more) {
        return Configs.create(
                new IabFactory(),
                """
                {"ipFile": {"database": "ip_exclude_current_cidr.txt", "uri": "%1$s"},
                 "excludeUseragentFile": {"database": "exclude_current.txt", "uri": "%1$s"},
                 "includeUseragentFile": {"database": "include_current.txt", "uri": "%1$s"}%2$s}"""
                        .formatted(folder.toUri(), more));
    }
}
