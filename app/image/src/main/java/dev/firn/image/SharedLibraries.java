package dev.firn.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The shared libraries of this machine that files need which are to run in the image. Stateless. */
final class SharedLibraries {

    private SharedLibraries() {}

    /**
     * What these files need, and what that needs, to the end; without what the files bring themselves. glibc looks up names of
     * hosts and users by itself since 2.34; what else it loads at run time, such as converters of character sets, no JVM asks for.
     *
     * @return where each is on this machine, by its path in the image
     * @throws IllegalStateException when one cannot be found
     */
    static SortedMap<String, Path> neededBy(Collection<Path> trees, Architecture architecture) throws IOException {
        Deque<Path> open = new ArrayDeque<>();
        SortedMap<String, Path> own = new TreeMap<>();
        for (Path tree : trees) {
            for (Path file : elfFiles(tree)) {
                own.put(file.getFileName().toString(), file);
                open.add(file);
            }
        }
        SortedMap<String, Path> found = new TreeMap<>();
        while (!open.isEmpty()) {
            ElfFile file = ElfFile.read(open.remove());
            file.interpreter().map(Path::of).ifPresent(loader -> found.put(loader.toString(), loader));
            for (String name : file.needed()) {
                String place = "/lib/" + architecture.triplet() + "/" + name;
                boolean known = own.containsKey(name)
                        || found.containsKey(place)
                        || found.values().stream().anyMatch(path -> path.endsWith(name));
                if (!known) {
                    Path library = find(name, architecture);
                    found.put(place, library);
                    open.add(library);
                }
            }
        }
        return found;
    }

    private static List<Path> elfFiles(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            List<Path> elf = new ArrayList<>();
            for (Path file : all) {
                if (ElfFile.isElf(file)) {
                    elf.add(file);
                }
            }
            return elf;
        }
    }

    private static Path find(String name, Architecture architecture) {
        return Stream.of("/lib/" + architecture.triplet(), "/usr/lib/" + architecture.triplet(), "/lib64", "/usr/lib64")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("shared library " + name + " is not on this machine"));
    }
}
