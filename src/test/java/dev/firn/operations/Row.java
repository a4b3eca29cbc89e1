package dev.firn.operations;

import dev.firn.e2e.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result of one scenario, and the table of all of them.
 *
 * @param name of the scenario
 * @param input records in the input topic
 * @param outputs by output, what was found
 * @param recovery from the end of the fault until all is as before
 * @param exits of processes that ended before the end, and of all at the end
 * @param seen what an operator sees, in words
 */
record Row(String name, long input, Map<String, Verdict> outputs, Duration recovery, List<Integer> exits, String seen) {

    private static final String HEAD =
            """
            | Scenario | Records in | Out of each output | Lost | Doubled | Altered | Normal after | Exit codes | Seen |
            |---|---|---|---|---|---|---|---|---|
            """;

    long lost() {
        return sum(Verdict::lost);
    }

    /** What nobody expected counts as well. */
    long doubled() {
        return sum(Verdict::doubled) + sum(Verdict::foreign);
    }

    long altered() {
        return sum(Verdict::altered);
    }

    private long sum(java.util.function.ToLongFunction<Verdict> count) {
        return outputs.values().stream().mapToLong(count).sum();
    }

    /** Writes it, and the table of all that were written up to now, to the folder of results. */
    void write() {
        try {
            Path rows = Files.createDirectories(Folders.results().resolve("rows"));
            Files.writeString(rows.resolve(name + ".md"), line());
            Files.writeString(rows.resolve(name + ".txt"), toString());
            try (Stream<Path> all = Files.list(rows)) {
                StringBuilder table =
                        new StringBuilder(machine()).append("\n\n").append(HEAD);
                for (Path row : all.filter(file -> file.toString().endsWith(".md"))
                        .sorted()
                        .toList()) {
                    table.append(Files.readString(row));
                }
                Files.writeString(Folders.results().resolve("results.md"), table);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(this);
    }

    static String machine() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, JDK "
                + System.getProperty("java.version") + ", Linux " + System.getProperty("os.version") + ", load "
                + String.format(
                        Locale.ROOT,
                        "%.1f",
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                                .getSystemLoadAverage());
    }

    private String line() {
        String out = outputs.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue().found())
                .collect(Collectors.joining(", "));
        return "| " + name + " | " + input + " | " + out + " | " + lost() + " | " + doubled() + " | " + altered()
                + " | " + String.format(Locale.ROOT, "%.1f s", recovery.toMillis() / 1000.0) + " | "
                + exits.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " | "
                + seen.replace("|", "\\|").replace('\n', ' ') + " |\n";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(line());
        outputs.forEach((output, verdict) ->
                text.append("  ").append(output).append(": ").append(verdict).append('\n'));
        return text.toString();
    }
}
