package dev.firn.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * An image as one file, in the layout of the Open Container Initiative. Each blob is checked against the digest that names it.
 * Holds everything in memory. Immutable.
 *
 * @see <a href="https://github.com/opencontainers/image-spec">image-spec</a>
 */
final class OciArchive {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, byte[]> files = new HashMap<>();
    private final JsonNode manifest;
    private final JsonNode config;
    private final List<byte[]> layers = new ArrayList<>();

    private OciArchive(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            TarReader tar = new TarReader(in);
            for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
                if (entry.isFile()) {
                    files.put(entry.path(), tar.content());
                }
            }
        }
        JsonNode index = JSON.readTree(files.get("index.json"));
        this.manifest = JSON.readTree(blob(index.at("/manifests/0/digest").asText()));
        this.config = JSON.readTree(blob(manifest.at("/config/digest").asText()));
        for (JsonNode layer : manifest.path("layers")) {
            byte[] packed = blob(layer.path("digest").asText());
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
                layers.add(in.readAllBytes());
            }
        }
    }

    static OciArchive read(Path file) throws IOException {
        return new OciArchive(file);
    }

    byte[] file(String name) {
        return files.get(name);
    }

    JsonNode manifest() {
        return manifest;
    }

    /** How to run it, and on what. */
    JsonNode config() {
        return config;
    }

    byte[] blob(String digest) {
        byte[] content = files.get("blobs/" + digest.replace(':', '/'));
        if (content == null || !digest.equals("sha256:" + sha256(content))) {
            throw new IllegalStateException("blob " + digest + " is missing or damaged");
        }
        return content;
    }

    /** What is in the layers, from the lowest up. */
    List<TarReader.Entry> entries() throws IOException {
        List<TarReader.Entry> entries = new ArrayList<>();
        for (byte[] layer : layers) {
            TarReader tar = new TarReader(new ByteArrayInputStream(layer));
            for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** The content of a file of the image. */
    byte[] content(String path) throws IOException {
        for (byte[] layer : layers) {
            TarReader tar = new TarReader(new ByteArrayInputStream(layer));
            for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
                if (entry.path().equals(path)) {
                    return tar.content();
                }
            }
        }
        throw new IllegalArgumentException("no " + path + " in the image");
    }

    /** Writes the tree of the image into a folder; its owner is who runs this. */
    void unpack(Path folder) throws IOException {
        for (byte[] layer : layers) {
            TarReader tar = new TarReader(new ByteArrayInputStream(layer));
            for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
                Path target = folder.resolve(entry.path()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IllegalStateException(entry.path() + " leads out of the image");
                }
                if (entry.isFolder()) {
                    Files.createDirectories(target);
                } else if (entry.isFile()) {
                    Files.createDirectories(target.getParent());
                    Files.write(target, tar.content());
                } else {
                    throw new IllegalStateException(entry + " is neither file nor folder");
                }
                Files.setPosixFilePermissions(target, rights(entry.mode()));
            }
        }
    }

    private static Set<PosixFilePermission> rights(int mode) {
        Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                rights.add(all[bit]);
            }
        }
        return rights;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
