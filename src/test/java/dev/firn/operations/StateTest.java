package dev.firn.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A folder of state that is full, damaged or gone. What it holds is in the cluster, too. */
@Tag("slow")
@Tag("operations")
@ExtendWith(ClusterExtension.class)
class StateTest {

    private static final Duration A_WHILE = Duration.ofSeconds(8);
    /** By then it has ended, or it will not. */
    private static final Duration START = Duration.ofSeconds(40);

    @Test
    void diskFull(Cluster cluster) throws IOException {
        Path probe = Folders.fresh("disk-probe");
        assumeTrue(SmallDisk.isPossible(probe), "this machine does not let us mount a file system");
        Folders.delete(probe);
        try (Scenario scenario = new Scenario(cluster, "disk-full")) {
            Path state = scenario.state("a");
            try (SmallDisk disk = SmallDisk.mount(state, 32)) {
                scenario.startStatic("a");
                scenario.startLoad();
                scenario.untilNormal();
                Scenario.flow(A_WHILE);

                disk.fill();
                Scenario.flow(Duration.ofSeconds(20));
                boolean survived = scenario.instance("a").isAlive();
                int stopped = survived ? scenario.stop("a") : scenario.awaitEnd("a");
                scenario.startStatic("a");
                Integer second = scenario.awaitEnd("a", START);
                disk.free();
                long freed = System.nanoTime();
                if (second != null) {
                    scenario.startStatic("a");
                }
                scenario.untilNormal();
                Duration recovery = Duration.ofNanos(System.nanoTime() - freed);

                scenario.finish(
                        recovery,
                        "32 MiB, filled to the last byte for a minute; while it ran: %s; SIGTERM then: exit %d; started on the full disk: %s"
                                .formatted(
                                        survived
                                                ? "nothing to see, stores are written when their buffers are full or"
                                                        + " it stops"
                                                : "it ended",
                                        stopped,
                                        second == null ? "it runs, " + sentence(scenario) : "exit " + second));
            }
        }
    }

    @Test
    void diskFullAtTheFirstStart(Cluster cluster) throws IOException {
        Path probe = Folders.fresh("disk-probe");
        assumeTrue(SmallDisk.isPossible(probe), "this machine does not let us mount a file system");
        Folders.delete(probe);
        try (Scenario scenario = new Scenario(cluster, "disk-full-at-start")) {
            try (SmallDisk disk = SmallDisk.mount(scenario.state("a"), 8)) {
                disk.fill();
                scenario.startStatic("a");
                int code = scenario.awaitEnd("a");
                disk.free();
                long freed = System.nanoTime();
                scenario.startStatic("a");
                scenario.startLoad();
                scenario.untilNormal();

                assertThat(code).as("exit code").isIn(1, 2, 3);
                scenario.finish(
                        Duration.ofNanos(System.nanoTime() - freed),
                        "8 MiB, full before the first start: exit %d, %s; freed, started"
                                .formatted(code, sentence(scenario)));
            }
        }
    }

    private static String sentence(Scenario scenario) {
        return scenario.said("a").contains("No space left") ? "and says \"No space left on device\"" : "without a word";
    }

    @Test
    void tablesOverwritten(Cluster cluster) {
        damaged(cluster, "store-damaged", "every file of the stores' tables", file -> file.toString()
                .endsWith(".sst"));
    }

    @Test
    void manifestsOverwritten(Cluster cluster) {
        damaged(cluster, "manifest-damaged", "the lists of the stores' tables (MANIFEST, CURRENT)", file -> {
            String name = file.getFileName().toString();
            return name.startsWith("MANIFEST") || name.equals("CURRENT");
        });
    }

    @Test
    void checkpointsOverwritten(Cluster cluster) {
        damaged(
                cluster,
                "checkpoint-damaged",
                "what Kafka Streams keeps beside the stores (.checkpoint, .position)",
                file -> {
                    String name = file.getFileName().toString();
                    return name.startsWith(".checkpoint") || name.endsWith(".position") || name.endsWith(".checkpoint");
                });
    }

    @Test
    void folderGone(Cluster cluster) {
        try (Scenario scenario = filled(cluster, "state-deleted")) {
            scenario.stop("a");
            try {
                Folders.delete(scenario.state("a"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            long started = System.nanoTime();
            scenario.startStatic("a");
            scenario.untilNormal();

            scenario.finish(
                    Duration.ofNanos(System.nanoTime() - started),
                    "stopped, its folder deleted, started; time from the start; all is read again from the changelogs");
        }
    }

    private static void damaged(Cluster cluster, String name, String what, Predicate<Path> victims) {
        try (Scenario scenario = filled(cluster, name)) {
            scenario.stop("a");
            int files = overwrite(scenario.state("a"), victims);
            long started = System.nanoTime();
            scenario.startStatic("a");
            Integer code = scenario.awaitEnd("a", START);
            String first = "it started";
            if (code != null) {
                assertThat(code).as("exit code on damaged state").isEqualTo(3);
                first = "it ended with " + code + ", again and again until its folder is deleted";
                try {
                    Folders.delete(scenario.state("a"));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                scenario.startStatic("a");
            }
            scenario.untilNormal();
            Duration recovery = Duration.ofNanos(System.nanoTime() - started);

            scenario.finish(
                    recovery,
                    "stopped, %s overwritten with random bytes (%d files), started: %s; time from the first start%s"
                            .formatted(what, files, first, told(scenario)));
        }
    }

    private static String told(Scenario scenario) {
        return scenario.said("a")
                .lines()
                .filter(line -> line.contains("orrupt"))
                .findFirst()
                .map(line -> "; it said: " + line.substring(line.indexOf("orrupt") - 1))
                .map(line -> line.length() > 160 ? line.substring(0, 160) + "..." : line)
                .orElse("");
    }

    private static Scenario filled(Cluster cluster, String name) {
        Scenario scenario = new Scenario(cluster, name);
        scenario.startStatic("a");
        scenario.startLoad();
        scenario.untilNormal();
        Scenario.flow(A_WHILE);
        return scenario;
    }

    private static int overwrite(Path folder, Predicate<Path> victims) {
        SplittableRandom random = new SplittableRandom(7);
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile).filter(victims).toList();
            for (Path file : files) {
                byte[] noise = new byte[Math.max(16, (int) Files.size(file))];
                random.nextBytes(noise);
                Files.write(file, noise);
            }
            return files.size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
