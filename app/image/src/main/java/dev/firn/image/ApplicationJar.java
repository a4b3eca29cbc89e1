package dev.firn.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Firn's jar, parted into what is the same everywhere and what is native code of one system. Stateless. */
final class ApplicationJar {

    private ApplicationJar() {}

    /**
     * Copies a jar without its native libraries, and those of one system into a folder.
     *
     * @throws IllegalStateException when a native library has nothing for the architecture, or is unknown
     */
    static void part(Path jar, Path slimJar, Path nativeFolder, Architecture architecture) throws IOException {
        Files.createDirectories(nativeFolder);
        Set<NativeLibrary> missing = EnumSet.allOf(NativeLibrary.class);
        try (ZipFile in = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(slimJar)))) {
            // In the order of the jar, whose manifest must come first.
            for (ZipEntry entry : Collections.list(in.entries())) {
                String name = entry.getName();
                if (!NativeLibrary.isNative(name)) {
                    copy(in, entry, out);
                    continue;
                }
                NativeLibrary library = NativeLibrary.of(name);
                if (library.isFor(architecture, name)) {
                    try (InputStream content = in.getInputStream(entry)) {
                        Files.copy(content, nativeFolder.resolve(library.fileName(name)));
                    }
                    missing.remove(library);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(jar + " has nothing for " + architecture + " of " + missing);
        }
    }

    private static void copy(ZipFile in, ZipEntry entry, ZipOutputStream out) throws IOException {
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(same);
        try (InputStream content = in.getInputStream(entry)) {
            content.transferTo(out);
        }
        out.closeEntry();
    }
}
