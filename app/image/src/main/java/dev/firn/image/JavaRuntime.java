package dev.firn.image;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A JVM of just some modules of the one that builds. Stateless. */
final class JavaRuntime {

    /** What nobody can start cannot be misused; and of java.desktop, which is here for beans, what draws and plays. */
    private static final Set<String> UNUSED = Set.of(
            "jexec",
            "classlist",
            "libawt.so",
            "libawt_headless.so",
            "libawt_xawt.so",
            "libfontmanager.so",
            "libfreetype.so",
            "libjavajpeg.so",
            "libjawt.so",
            "libjsound.so",
            "liblcms.so",
            "libmlib_image.so",
            "libprefs.so",
            "libsplashscreen.so",
            "psfont.properties.ja",
            "psfontj2d.properties");

    private JavaRuntime() {}

    /** The modules that a file lists, one a line, without what is no module of this JVM, as newer ones have fewer. */
    static List<String> modules(Path file) throws IOException {
        ModuleFinder system = ModuleFinder.ofSystem();
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .filter(module -> system.find(module).isPresent())
                    .toList();
        }
    }

    /**
     * Links the modules into a new folder. Not compressed within: the layer is, and does it better. No archive of class data:
     * its bytes differ from build to build.
     *
     * @throws IllegalStateException with what jlink says
     */
    static void link(List<String> modules, Path folder) throws IOException, InterruptedException {
        Path jdk = Path.of(System.getProperty("java.home"));
        List<String> arguments = new ArrayList<>(List.of(
                jdk.resolve("bin/jlink").toString(),
                "--add-modules",
                String.join(",", modules),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.toString()));
        Path jmods = jdk.resolve("jmods");
        if (Files.isDirectory(jmods)) {
            arguments.addAll(List.of("--module-path", jmods.toString()));
        }
        // In a JVM of its own: some of what jlink writes depends on what its JVM has done before.
        Process jlink = new ProcessBuilder(arguments).redirectErrorStream(true).start();
        jlink.getOutputStream().close();
        String said = new String(jlink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jlink.waitFor() != 0) {
            throw new IllegalStateException("jlink failed: " + said);
        }
        delete(folder.resolve("bin"), file -> !file.endsWith("java"));
        delete(folder.resolve("lib"), file -> UNUSED.contains(file.getFileName().toString()));
    }

    private static void delete(Path folder, Predicate<Path> unwanted) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(unwanted).toList()) {
                Files.delete(file);
            }
        }
    }
}
