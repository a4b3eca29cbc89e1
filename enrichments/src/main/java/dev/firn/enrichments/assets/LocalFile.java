package dev.firn.enrichments.assets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A file that is read where it is. */
final class LocalFile implements TrackedFile {

    private static final int TRIES = 3;

    /** A file system may give two writes in a row the same time: what is younger than this is read, whatever its time. */
    private static final Duration TOO_YOUNG = Duration.ofSeconds(2);

    private final Location location;
    private final Path path;
    private final InstantSource clock;
    private @Nullable Stat stat;
    private @Nullable FileCopy copy;

    LocalFile(Location location, Path path, InstantSource clock) {
        this.location = location;
        this.path = path;
        this.clock = clock;
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public FileCopy look() throws IOException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Instant now = clock.instant();
            Stat before = Stat.of(path);
            if (copy != null && before.equals(stat)) {
                return copy;
            }
            FileCopy found = FileCopy.of(path, before.modified());
            if (before.equals(Stat.of(path)) && found.bytes() == before.size()) {
                if (found.bytes() == 0 && copy != null && copy.bytes() > 0) {
                    throw new IOException("is empty"); // Whoever writes in place begins so.
                }
                // What is too young now may look settled by the next look, with other content: its time proves nothing.
                stat = before.settledAt(now) ? before : null;
                copy = found;
                return found;
            }
        }
        throw new IOException("changes while it is read");
    }

    @Override
    public boolean holds(FileCopy found) throws IOException {
        boolean holds = Files.isRegularFile(path) && FileCopy.of(path, null).sameContent(found);
        if (!holds) {
            stat = null;
        }
        return holds;
    }

    /** What tells one version of a file from another without reading it. */
    private record Stat(long size, Instant modified, @Nullable Object key) {

        static Stat of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new IOException("is not a file");
            }
            return new Stat(attributes.size(), attributes.lastModifiedTime().toInstant(), attributes.fileKey());
        }

        boolean settledAt(Instant now) {
            return modified.isBefore(now.minus(TOO_YOUNG));
        }
    }
}
