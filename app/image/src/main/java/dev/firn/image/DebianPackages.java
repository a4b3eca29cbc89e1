package dev.firn.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Which package of Debian, or of what is made of it, a file of this machine comes from. Immutable. */
final class DebianPackages {

    /**
     * A package whose files are in the image.
     *
     * @param licence of those files, as an SPDX expression
     */
    record Owner(String name, String version, String architecture, String source, String licence) {

        /** Where Debian has the licence's text and the copyright holders. */
        Path copyright() {
            return Path.of("/usr/share/doc", name, "copyright");
        }
    }

    /** A package that is not here stops the build: somebody has to read its copyright file first. */
    private static final Map<String, String> LICENCES = Map.of(
            "libc6", "LGPL-2.1-or-later",
            "libgcc-s1", "GPL-3.0-or-later WITH GCC-exception-3.1",
            "libstdc++6", "GPL-3.0-or-later WITH GCC-exception-3.1",
            "zlib1g", "Zlib");

    private static final Path DPKG = Path.of("/var/lib/dpkg");

    private final Map<String, String> ownerByFile = new HashMap<>();
    private final Map<String, Map<String, String>> status = new HashMap<>();

    private DebianPackages() {}

    /**
     * Reads the data base of packages of this machine.
     *
     * @throws IllegalStateException on a machine without one
     */
    static DebianPackages installed() throws IOException {
        if (!Files.isRegularFile(DPKG.resolve("status"))) {
            throw new IllegalStateException(
                    "an image from scratch takes libraries of Debian or Ubuntu, which this machine is not;"
                            + " name a base with -Dfirn.image.base=IMAGE");
        }
        DebianPackages packages = new DebianPackages();
        packages.readStatus();
        packages.readLists();
        return packages;
    }

    private void readStatus() throws IOException {
        for (String paragraph : Files.readString(DPKG.resolve("status")).split("\n\n", -1)) {
            Map<String, String> fields = new HashMap<>();
            for (String line : paragraph.split("\n", -1)) {
                int colon = line.indexOf(": ");
                if (colon > 0 && line.charAt(0) != ' ') {
                    fields.put(line.substring(0, colon), line.substring(colon + 2));
                }
            }
            if (LICENCES.containsKey(fields.getOrDefault("Package", ""))) {
                status.put(fields.get("Package"), fields);
            }
        }
    }

    private void readLists() throws IOException {
        try (Stream<Path> lists = Files.list(DPKG.resolve("info"))) {
            for (Path list :
                    lists.filter(file -> file.toString().endsWith(".list")).toList()) {
                String name = list.getFileName().toString().replaceAll("(?::\\w+)?\\.list$", "");
                for (String file : Files.readAllLines(list)) {
                    if (file.contains(".so")) {
                        ownerByFile.put(withoutUsr(file), name);
                    }
                }
            }
        }
    }

    /** Debian moved /lib to /usr/lib, and its lists follow package by package. */
    private static String withoutUsr(String file) {
        return file.startsWith("/usr/lib") ? file.substring("/usr".length()) : file;
    }

    /** @throws IllegalStateException for a file of no package, or of one whose licence nobody has looked at */
    Owner ownerOf(Path file) throws IOException {
        List<String> names = List.of(file.toString(), file.toRealPath().toString());
        String name = names.stream()
                .map(candidate -> ownerByFile.get(withoutUsr(candidate)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(file + " is of no package"));
        String licence = LICENCES.get(name);
        Map<String, String> fields = status.get(name);
        if (licence == null || fields == null) {
            throw new IllegalStateException("package " + name + " comes into the image with " + file
                    + ", but DebianPackages does not know its licence");
        }
        return new Owner(
                name,
                fields.getOrDefault("Version", "?"),
                fields.getOrDefault("Architecture", "?"),
                fields.getOrDefault("Source", name).replaceAll(" .*", ""),
                licence);
    }
}
