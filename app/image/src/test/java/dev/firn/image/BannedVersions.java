package dev.firn.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;

/** The versions of libraries that must not come back, from {@code banned-versions.txt}. Immutable. */
final class BannedVersions {

    /**
     * A line of the list.
     *
     * @param library group and artifact
     * @param versions those with the vulnerability
     * @param identifiers of the vulnerabilities
     * @param reason what it is, and which version is clean
     */
    record Ban(String library, VersionRange versions, List<String> identifiers, String reason) {

        private static final Pattern IDENTIFIER =
                Pattern.compile("CVE-\\d{4}-\\d{4,}|KAFKA-\\d+|GHSA(?:-\\w{4}){3}|WS-\\d{4}-\\d{4}");

        Ban {
            identifiers = List.copyOf(identifiers);
            if (!library.matches("[\\w.-]+:[\\w.-]+") || reason.isBlank() || identifiers.isEmpty()) {
                throw new IllegalArgumentException("not a ban: " + library + " " + identifiers);
            }
            for (String identifier : identifiers) {
                if (!IDENTIFIER.matcher(identifier).matches()) {
                    throw new IllegalArgumentException(library + ": " + identifier + " identifies no vulnerability");
                }
            }
        }
    }

    private final List<Ban> bans;

    private BannedVersions(List<Ban> bans) {
        this.bans = List.copyOf(bans);
    }

    /** @throws IllegalArgumentException with the line that cannot be read */
    static BannedVersions read(Path file) throws IOException {
        List<Ban> bans = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                bans.add(ban(line));
            }
        }
        return new BannedVersions(bans);
    }

    private static Ban ban(String line) {
        String[] parts = line.split("\\s*\\|\\s*");
        if (parts.length != 4) {
            throw new IllegalArgumentException("four parts are wanted: " + line);
        }
        try {
            return new Ban(
                    parts[0].strip(),
                    VersionRange.createFromVersionSpec(parts[1]),
                    List.of(parts[2].split(" ")),
                    parts[3].strip());
        } catch (InvalidVersionSpecificationException e) {
            throw new IllegalArgumentException("no range of versions: " + line, e);
        }
    }

    List<Ban> bans() {
        return bans;
    }

    /** Why this version of the library is banned, if it is. */
    Optional<Ban> of(String library, String version) {
        DefaultArtifactVersion comparable = new DefaultArtifactVersion(version);
        return bans.stream()
                .filter(ban -> ban.library().equals(library))
                .filter(ban -> ban.versions().containsVersion(comparable))
                .findFirst();
    }
}
