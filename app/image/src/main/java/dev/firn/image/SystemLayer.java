package dev.firn.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a JVM needs of an operating system besides the kernel: glibc and a few libraries, a user, and where names are looked up.
 * With the texts of their licences. Stateless.
 */
final class SystemLayer {

    private static final Path COMMON_LICENCES = Path.of("/usr/share/common-licenses");
    private static final List<String> REFERRED_LICENCES = List.of("GPL-2", "GPL-3", "LGPL-2.1");

    private SystemLayer() {}

    /** @param trees files that are to run on it */
    static void write(Path layer, List<Path> trees, BillOfMaterials bom) throws IOException {
        SortedMap<String, Path> libraries = SharedLibraries.neededBy(trees, Architecture.here());
        DebianPackages packages = DebianPackages.installed();
        SortedMap<String, TreeSet<String>> filesByPackage = new TreeMap<>();
        Map<String, DebianPackages.Owner> owners = new TreeMap<>();
        for (Map.Entry<String, Path> library : libraries.entrySet()) {
            copy(library.getValue(), layer, library.getKey());
            DebianPackages.Owner owner = packages.ownerOf(library.getValue());
            owners.put(owner.name(), owner);
            filesByPackage
                    .computeIfAbsent(owner.name(), name -> new TreeSet<>())
                    .add(library.getKey());
        }
        String distribution = distribution();
        for (DebianPackages.Owner owner : owners.values()) {
            bom.add(owner, distribution, List.copyOf(filesByPackage.getOrDefault(owner.name(), new TreeSet<>())));
            copy(owner.copyright(), layer, owner.copyright().toString());
        }
        for (String licence : REFERRED_LICENCES) {
            Path text = COMMON_LICENCES.resolve(licence);
            copy(text, layer, text.toString());
        }
        writeEtc(layer.resolve("etc"));
        ImageLayers.makeVolume(layer.resolve("tmp"));
    }

    private static void writeEtc(Path etc) throws IOException {
        Files.createDirectories(etc);
        Files.writeString(
                etc.resolve("passwd"),
                """
                root:x:0:0:root:/:/sbin/nologin
                firn:x:65532:0:Firn:/var/lib/firn:/sbin/nologin
                """);
        Files.writeString(etc.resolve("group"), "root:x:0:\n");
        Files.writeString(
                etc.resolve("nsswitch.conf"),
                """
                passwd: files
                group: files
                hosts: files dns
                """);
    }

    private static void copy(Path file, Path layer, String place) throws IOException {
        Path target = layer.resolve(place.substring(1));
        Files.createDirectories(target.getParent());
        // What a link leads to, not the link.
        try (var in = Files.newInputStream(file)) {
            Files.copy(in, target);
        }
        // The loader is a program, too.
        if (Files.isExecutable(file)) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String distribution() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/etc/os-release"))) {
            return lines.filter(line -> line.startsWith("ID="))
                    .map(line -> line.substring(3).replace("\"", ""))
                    .findFirst()
                    .orElse("debian");
        }
    }
}
