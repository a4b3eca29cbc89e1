package dev.firn.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Linux, and a collector's log, tell of a process from outside. */
final class ProcessLook {

    private static final double MEGABYTE = 1 << 20;
    private static final double TICKS_PER_SECOND = 100;
    /** Of one pause: before, after, and the size of the heap, in megabytes. */
    private static final Pattern COLLECTION = Pattern.compile("\\d+M->(\\d+)M\\(\\d+M\\)");

    private final Path proc;
    private final Path collections;

    /** @param collections where the JVM was told to log them ({@code -Xlog:gc}) */
    ProcessLook(long pid, Path collections) {
        this.proc = Path.of("/proc", Long.toString(pid));
        this.collections = collections;
    }

    double rssMegabytes() {
        return status("VmRSS:") / 1024;
    }

    double threads() {
        return status("Threads:");
    }

    private double status(String key) {
        for (String line : lines(proc.resolve("status"))) {
            if (line.startsWith(key)) {
                return Double.parseDouble(line.substring(key.length()).trim().split("\\s+")[0]);
            }
        }
        throw new AssertionError("no " + key + " in " + proc);
    }

    double openFiles() {
        try (Stream<Path> all = Files.list(proc.resolve("fd"))) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seconds that all its threads have computed. */
    double cpuSeconds() {
        String line = lines(proc.resolve("stat")).get(0);
        // The name, which may hold blanks, is in brackets.
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS_PER_SECOND;
    }

    /** What was left of the heap after the last collection; NaN before the first. */
    double heapMegabytes() {
        double last = Double.NaN;
        if (Files.exists(collections)) {
            for (String line : lines(collections)) {
                Matcher pause = COLLECTION.matcher(line);
                if (pause.find()) {
                    last = Double.parseDouble(pause.group(1));
                }
            }
        }
        return last;
    }

    /** Files come and go while we look. */
    static double megabytesOnDisk(Path folder) {
        long bytes = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                try {
                    bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
                } catch (NoSuchFileException gone) {
                    // Compacted away.
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return Double.NaN;
        }
        return bytes / MEGABYTE;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
