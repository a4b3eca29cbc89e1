package dev.firn.app.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Which build this is, from the manifest of the jar.
 *
 * @param version of the project
 * @param commit of the sources, where the build was told
 */
public record Build(String version, @Nullable String commit) {

    /** What classes are called that do not come out of a jar. */
    private static final String DEVELOPMENT = "0.1.0-SNAPSHOT";

    private static final Build CURRENT = read();

    public static Build current() {
        return CURRENT;
    }

    private static Build read() {
        CodeSource source = Build.class.getProtectionDomain().getCodeSource();
        try {
            Path place = source == null ? null : Path.of(source.getLocation().toURI());
            if (place != null && Files.isRegularFile(place)) {
                try (JarFile jar = new JarFile(place.toFile())) {
                    return of(jar.getManifest());
                }
            }
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            // Then nobody knows.
        }
        return of(null);
    }

    static Build of(@Nullable Manifest manifest) {
        Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
        String version = attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        String commit = attributes.getValue("Implementation-Build");
        return new Build(
                version == null ? DEVELOPMENT : version, commit == null || commit.isBlank() ? null : commit.strip());
    }
}
