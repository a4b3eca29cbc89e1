package dev.firn.enrichments.assets;

import dev.firn.enrichments.assets.RemoteFile.Download;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The folder of downloads. Files are named {@code firn-PLACE-CONTENT-name}, both hashes, so that content never changes under
 * a name. When downloads are kept, {@code firn-PLACE-name.properties} names the one that was last in use: replacing that
 * small file is the one step that makes a download the one of the next start.
 */
final class WorkFolder implements AutoCloseable {

    private static final String PREFIX = "firn-";
    private static final String PART = ".part";
    private static final int LONGEST_NAME = 80;

    /** @param forced what was kept is not used, but will be */
    record Keeping(boolean keep, boolean forced) {}

    private final Path folder;
    private final boolean ours;
    private final Keeping keeping;

    private WorkFolder(Path folder, boolean ours, Keeping keeping) {
        this.folder = folder;
        this.ours = ours;
        this.keeping = keeping;
    }

    static WorkFolder temporary() throws IOException {
        return new WorkFolder(Files.createTempDirectory("firn-assets"), true, new Keeping(false, false));
    }

    static WorkFolder at(Path folder, Keeping keeping) throws IOException {
        Files.createDirectories(folder);
        delete(folder, PREFIX + "*" + PART); // Of a process that was killed.
        return new WorkFolder(folder, false, keeping);
    }

    static String nameOf(Location location) {
        byte[] place = FileCopy.digest().digest(location.text().getBytes(StandardCharsets.UTF_8));
        URI uri = location.uri();
        String path = uri == null || uri.getPath() == null ? "" : uri.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        return HexFormat.of().formatHex(place, 0, 6) + "-" + last.substring(Math.max(0, last.length() - LONGEST_NAME));
    }

    Path part() throws IOException {
        return Files.createTempFile(folder, PREFIX, PART);
    }

    FileCopy adopt(String name, FileCopy part) throws IOException {
        String place = name.substring(0, name.indexOf('-') + 1);
        Path file =
                folder.resolve(PREFIX + place + part.sha256().substring(0, 16) + name.substring(place.length() - 1));
        if (keeping.keep()) {
            try (FileChannel channel = FileChannel.open(part.path(), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        Files.move(part.path(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new FileCopy(file, part.sha256(), part.bytes(), part.lastModified());
    }

    /** What an earlier process left, unless it is damaged. */
    @Nullable
    Download kept(String name) {
        Path note = note(name);
        if (!keeping.keep() || keeping.forced() || !Files.isRegularFile(note)) {
            return null;
        }
        Properties noted = new Properties();
        try (InputStream in = Files.newInputStream(note)) {
            noted.load(in);
            String file = noted.getProperty("file", "");
            String modified = noted.getProperty("last-modified");
            Path path = folder.resolve(file);
            if (!folder.equals(path.getParent())) {
                return null;
            }
            FileCopy copy = FileCopy.of(path, modified == null ? null : Instant.parse(modified));
            boolean whole = copy.sha256().equals(noted.getProperty("sha256"));
            return whole ? new Download(copy, noted.getProperty("version")) : null;
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return null; // It is downloaded again, which tells more than this could.
        }
    }

    void settle(String name, Download download) throws IOException {
        FileCopy copy = download.copy();
        Path fileName = copy.path().getFileName();
        if (keeping.keep() && fileName != null) {
            Properties noted = new Properties();
            noted.setProperty("file", fileName.toString());
            noted.setProperty("sha256", copy.sha256());
            if (download.version() != null) {
                noted.setProperty("version", download.version());
            }
            if (copy.lastModified() != null) {
                noted.setProperty("last-modified", copy.lastModified().toString());
            }
            write(noted, note(name));
        }
        String place = name.substring(0, name.indexOf('-') + 1);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + place + "*")) {
            for (Path file : files) {
                if (!file.equals(copy.path()) && !file.equals(note(name))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void write(Properties noted, Path note) throws IOException {
        Path part = part();
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                noted.store(out, null);
            }
            Files.move(part, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Path note(String name) {
        return folder.resolve(PREFIX + name + ".properties");
    }

    @Override
    public void close() throws IOException {
        if (keeping.keep()) {
            return;
        }
        delete(folder, PREFIX + "*");
        if (ours) {
            remove();
        }
    }

    /** A download that was cut off may write once more; what it leaves then is not worth a failure. */
    private void remove() throws IOException {
        for (int tries = 0; tries < 20; tries++) {
            try {
                delete(folder, "*");
                Files.deleteIfExists(folder);
                return;
            } catch (DirectoryNotEmptyException e) {
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    private static void delete(Path folder, String pattern) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
