package dev.firn.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the file trees of the image's layers, from what changes least to what changes most: {@code system}, {@code runtime} (the
 * JVM and native libraries) and {@code application}.
 *
 * @param app what the module of the application built: {@code firn.jar} and {@code plugins/}
 * @param module the folder of this module's sources
 * @param target where the trees go, into {@code layers/}; {@code libraries.cdx.json} is there, {@code firn.cdx.json} will be
 * @param withSystem whether the image stands on nothing, and so must bring glibc
 */
record ImageLayers(Path app, Path module, Path target, boolean withSystem) {

    private static final String HOME = "opt/firn";

    /** The bill of materials, beside the trees and in the image. */
    static final String BOM = "firn.cdx.json";

    /** Arguments: the folders of the application's build, of this module and of its build, and the name of the base. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new ImageLayers(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        Path.of(arguments[2]),
                        arguments[3].equals("scratch"))
                .write();
    }

    /** Writes all of it anew. */
    void write() throws IOException, InterruptedException {
        Path layers = target.resolve("layers");
        deleteAll(layers);
        Path system = Files.createDirectories(layers.resolve("system"));
        Path runtime = Files.createDirectories(layers.resolve("runtime").resolve(HOME));
        Path application = Files.createDirectories(layers.resolve("application").resolve(HOME));

        BillOfMaterials bom = BillOfMaterials.of(target.resolve("libraries.cdx.json"));
        List<String> modules = JavaRuntime.modules(module.resolve("src/main/image/modules.txt"));
        JavaRuntime.link(modules, runtime.resolve("jre"));
        bom.addRuntime(modules);
        Path jar = app.resolve("firn.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    jar + " is missing: build the application first, with mvn package -pl app/image -am");
        }
        ApplicationJar.part(jar, application.resolve("firn.jar"), runtime.resolve("native"), Architecture.here());
        copyApplication(application);
        makeVolume(layers.resolve("application/var/lib/firn"));
        if (withSystem) {
            SystemLayer.write(system, List.of(runtime), bom);
        }
        bom.write(List.of(
                target.resolve(BOM),
                Files.createDirectories(application.resolve("sbom")).resolve(BOM)));
    }

    private void copyApplication(Path application) throws IOException {
        Files.copy(module.resolve("src/main/image/jvm.flags"), application.resolve("jvm.flags"));
        copyAll(app.resolve("plugins"), Files.createDirectories(application.resolve("plugins")));
        Path legal = Files.createDirectories(application.resolve("legal"));
        Path repository = module.resolve("../..");
        Files.copy(repository.resolve("LICENSE"), legal.resolve("LICENSE"));
        Files.copy(repository.resolve("NOTICE"), legal.resolve("NOTICE"));
        Files.copy(app.resolve("classes/META-INF/THIRD-PARTY.txt"), legal.resolve("THIRD-PARTY.txt"));
    }

    /** A folder to mount a volume on; without one, or with a fresh one that takes over its rights, the group may write. */
    static void makeVolume(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = new ArrayList<>(files.toList());
        }
        all.sort(Comparator.reverseOrder());
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
