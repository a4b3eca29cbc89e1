package dev.firn.enrichments.assets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A file's content as it was found on this machine. */
record FileCopy(Path path, String sha256, long bytes, @Nullable Instant lastModified) {

    private static final int BUFFER = 1 << 16;

    static FileCopy of(Path path, @Nullable Instant lastModified) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            byte[] buffer = new byte[BUFFER];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
            return new FileCopy(path, HexFormat.of().formatHex(digest.digest()), bytes, lastModified);
        }
    }

    boolean sameContent(@Nullable FileCopy other) {
        return other != null && sha256.equals(other.sha256);
    }

    FileCopy modified(@Nullable Instant when) {
        return new FileCopy(path, sha256, bytes, when);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
