package dev.firn.enrichments.spi;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@link Assets} of files on this machine, read once. */
final class LocalFiles implements Assets {

    static final LocalFiles INSTANCE = new LocalFiles();

    private LocalFiles() {}

    @Override
    public <T> Asset<T> open(String owner, Map<String, String> locations, Loader<T> loader) {
        Map<String, Path> files = new HashMap<>();
        locations.forEach((label, location) -> files.put(label, path(owner, label, location)));
        try {
            T loaded = loader.load(files);
            return () -> loaded;
        } catch (IOException | RuntimeException e) {
            throw new EnrichmentConfigException(owner + ": cannot use " + files.values() + ": " + e.getMessage(), e);
        }
    }

    /** Without what may be secret in a URL. */
    private static String masked(String location) {
        return location.replaceAll("//[^/]*@", "//***@").replaceAll("\\?.*", "?***");
    }

    private static Path path(String owner, String label, String location) {
        Path path;
        try {
            path = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
        } catch (IllegalArgumentException e) {
            throw new EnrichmentConfigException(
                    owner + ": " + label + " is not the path of a local file: " + masked(location), e);
        }
        if (!Files.isRegularFile(path)) {
            throw new EnrichmentConfigException(
                    owner + ": " + label + " does not exist or is no file: " + masked(location));
        }
        return path;
    }
}
