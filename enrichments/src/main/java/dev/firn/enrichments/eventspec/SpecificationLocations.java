package dev.firn.enrichments.eventspec;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that a configuration names, those of local folders included. */
final class SpecificationLocations {

    private SpecificationLocations() {}

    /**
     * Files by a label of their own.
     *
     * @throws EnrichmentConfigException for a folder that cannot be listed or has no file of this kind
     */
    static Map<String, String> of(List<String> configured) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String location : configured) {
            List<String> more = isFolder(location) ? filesOf(location) : List.of(location);
            more.forEach(file -> files.put("specification-" + (files.size() + 1), file));
        }
        return files;
    }

    private static boolean isFolder(String location) {
        try {
            return Files.isDirectory(path(location));
        } catch (IllegalArgumentException e) {
            return false; // not the name of anything local
        }
    }

    private static Path path(String location) {
        return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    }

    private static List<String> filesOf(String folder) {
        try (Stream<Path> all = Files.list(path(folder))) {
            List<String> files = all.filter(file -> file.toString().endsWith(".json"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new EnrichmentConfigException("parameters.specifications has the folder " + folder
                        + ", which has no files that end in .json");
            }
            return files;
        } catch (IOException e) {
            throw new EnrichmentConfigException(
                    "parameters.specifications has the folder " + folder + ", which cannot be listed: " + e, e);
        }
    }
}
